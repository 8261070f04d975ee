"""What the words of a job description say: which role they describe, what is missing, and what keeps people away.
Pure: no Django, no other package. Decisions that shape it: - **Tables and rules, nothing learned.** Every rule
has an id, a sentence that says why, and one that says how to write it instead; they are content in English like
the rubrics, because the words that they judge are English. ``rules`` lists them; ``signs`` holds the words of
roles, specialisms and teams. - **Whatever is found is quoted, by its place.** A ``Quote`` has the offsets of its
words in the text, in characters. - **Words that deny do not count**, nor do words that somebody else is quoted
with: "no degree needed", "we want no “ninja”". - **Linear in the text**: words are read once, and phrases are
looked up in a tree of words."""
