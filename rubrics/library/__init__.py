"""The library: packs of criteria, rubrics, processes, profiles and seniority bars, and the rubrics that grow from them.

A pack is text that people edit, so reading it is pure and strict: every fault is named with file, key and line, and a
faulty pack changes nothing. Loading is an upsert by key in one transaction. A published version is never edited, by the
library as little as by a person: a newer pack publishes a new version, and leaves a rubric alone that a person has
published since.
"""
