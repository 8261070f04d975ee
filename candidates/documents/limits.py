"""What a document may be at most. Pure, because both the web process and the child that reads files use it."""

MEGABYTE = 1024 * 1024

MOST_BYTES = 5 * MEGABYTE
MOST_JSON_BYTES = MEGABYTE  # parsed in the web process; a long JSON Resume has 50 KB
MOST_PAGES = 50
MOST_IMAGES = 20
IMAGE_LONG_SIDE = 1400  # pixels: twice the width at which a page is shown on a desk
MOST_TEXT = 200_000  # characters

MOST_ENTRIES = 1_000
MOST_DIRECTORY_BYTES = 512 * 1024  # of a ZIP's central directory
MOST_UNPACKED_BYTES = 50 * MEGABYTE
MOST_RATIO = 100  # unpacked to packed; plain XML reaches 20
RATIO_COUNTS_FROM = MEGABYTE  # a small part may shrink as well as it likes

MOST_PDF_OBJECTS = 200_000
MOST_JSON_DEPTH = 20
MOST_JSON_ENTRIES = 200  # of one list, and of what one entry lists

READING_SECONDS = 60.0
