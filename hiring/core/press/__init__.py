"""From HTML to a tagged PDF. WeasyPrint runs in the child interpreter, where it fetches packaged files and no other.

What cannot be printed, because no installed font has it, is named in the document instead of being left as empty
boxes: those would also break copying from the file.
"""
