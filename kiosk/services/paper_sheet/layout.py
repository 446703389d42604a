"""Where things stand on the paper sheet. All measures in pt, upwards from the lower left corner."""

from __future__ import annotations

from kiosk.services.typesetting import MM

PAGE_WIDTH, PAGE_HEIGHT = 297 * MM, 210 * MM
LEFT, RIGHT = 9 * MM, 288 * MM
"""Most office printers leave 4 mm at the edges blank; the rest is for holes and thumbs."""
TOP, BOTTOM = PAGE_HEIGHT - 8 * MM, 14 * MM
WIDTH = RIGHT - LEFT

ROW = 14 * MM
"""High enough for a thumb (a flat print is 13 to 16 mm wide, less high) and for a signature."""
HEAD = 11 * MM
FIRST_HEAD = 62 * MM
LATER_HEAD = 9 * MM
BOXES = 34 * MM
BOXES_GAP = 2 * MM

_BODY = TOP - BOTTOM - HEAD
FIRST_ROWS = int((_BODY - FIRST_HEAD) // ROW)
LATER_ROWS = int((_BODY - LATER_HEAD) // ROW)
FIRST_ROWS_SIGNED = int((_BODY - FIRST_HEAD - BOXES - BOXES_GAP) // ROW)
LATER_ROWS_SIGNED = int((_BODY - LATER_HEAD - BOXES - BOXES_GAP) // ROW)
FEWEST_BESIDE_BOXES = 2
"""Lines above the sign-off boxes: nobody signs a page that lists no one."""

INK, QUIET, BAND, RULE, FILL_IN = "#1b2a3d", "#5d6b7a", "#dce6ee", "#8d99a6", "#fff7d6"
