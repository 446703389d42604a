"""Makes the one-page guide for the desk, in Khmer and in English: ``python docs/make_guide.py``.

The pictures are of the real window (``python docs/make_pictures.py windows`` makes them), the
type is set as on the badges. Print the pages and lay them on the table.
"""

from __future__ import annotations

from pathlib import Path

from kiosk.language import Language, Sentence, in_digits_of
from kiosk.services.typesetting import BOLD, MM, REGULAR, Box, Document, Sizes, Style, fit, wrap

DOCS = Path(__file__).parent
GUIDE = DOCS / "guide"
PAGE = (210 * MM, 297 * MM)
LEFT, WIDTH = 14 * MM, 182 * MM
LARGE = 76 * MM
"""How high the first picture is."""
INK, QUIET, ACCENT, LINE = "#17202c", "#566273", "#0a5a9c", "#b8c2ce"
SOFT, WARM = "#eef4fa", "#fdf3e0"

TITLE = Sentence(en="The desk on one page", km="តុចុះឈ្មោះ ក្នុងមួយទំព័រ")
STEPS = (
    Sentence(
        en="Type a few letters of the name, in Khmer or Latin, in any order."
        " The arrow keys choose someone else.",
        km="វាយអក្សរពីរបីនៃឈ្មោះ ជាខ្មែរ ឬឡាតាំង តាមលំដាប់ណាក៏បាន។ គ្រាប់ព្រួញជ្រើសរើសអ្នកផ្សេង។",
    ),
    Sentence(
        en="Ask about photos: F3 once is yes, twice is no. Not asked is not a yes.",
        km="សួរអំពីការថតរូប៖ ចុច F3 ម្តង គឺបាន ពីរដង គឺមិនបាន។ មិនទាន់សួរ មិនមែនមានន័យថាបានទេ។",
    ),
    Sentence(
        en="Enter: arrived, saved, the badge prints. The cursor is back for the next person.",
        km="Enter៖ មកដល់ហើយ បានរក្សាទុក ហើយផ្លាកឈ្មោះកំពុងបោះពុម្ព។ អាចបន្តទៅអ្នកបន្ទាប់ភ្លាម។",
    ),
)
ARRIVED = Sentence(
    en="After Enter the person stays on the card: photos, signature, a second badge are one key.",
    km="ក្រោយ Enter គាត់នៅតែលើកាត៖ ថតរូប ហត្ថលេខា និងផ្លាកម្តងទៀត គ្រាន់តែចុចគ្រាប់មួយ។",
)
WALK_IN = Sentence(
    en="Not on the list? F2. What you typed is in its field already; Enter saves and prints.",
    km="គ្មានក្នុងបញ្ជី? ចុច F2។ អ្វីដែលបានវាយ នៅក្នុងប្រអប់ស្រាប់ ហើយ Enter រក្សាទុក និងបោះពុម្ព។",
)
KEYS_TITLE = Sentence(en="Keys", km="គ្រាប់ចុច")
KEYS = (
    ("Ctrl+Z", Sentence(en="undo what was done last", km="ត្រឡប់អ្វីដែលទើបធ្វើ")),
    ("F4", Sentence(en="correct the person on the card", km="កែព័ត៌មានអ្នកនៅលើកាត")),
    ("Ctrl+R", Sentence(en="someone else comes in their place", km="មានអ្នកផ្សេងមកជំនួស")),
    ("Ctrl+S", Sentence(en="signature on the screen, thumbprint", km="ហត្ថលេខាលើអេក្រង់ ផ្តិតមេដៃ")),
    ("Ctrl+P", Sentence(en="print the badge again", km="បោះពុម្ពផ្លាកម្តងទៀត")),
    ("Ctrl+D", Sentence(en="not here after all", km="មិនទាន់មកទេ")),
    ("F11", Sentence(en="show the phone, until the next person", km="បង្ហាញទូរស័ព្ទ រហូតដល់អ្នកបន្ទាប់")),
    ("F12", Sentence(en="cover the screen; again shows it", km="បិទបាំងអេក្រង់ ម្តងទៀតបង្ហាញវិញ")),
    ("Ctrl+G", Sentence(en="the morning at a glance", km="ស្ថានភាពពេលព្រឹក")),
    ("F9", Sentence(en="Khmer / English", km="ខ្មែរ / English")),
)
TROUBLE_TITLE = Sentence(en="When something goes wrong", km="ពេលមានបញ្ហា")
TROUBLE = (
    Sentence(
        en="Paper out, printer off: go on. Every badge waits; F5 prints them when it is back.",
        km="អស់ក្រដាស ឬម៉ាស៊ីនបោះពុម្ពបិទ៖ សូមបន្តការងារ។ ផ្លាកទាំងអស់រង់ចាំ ហើយ F5 បោះពុម្ពពេលដំណើរការវិញ។",
    ),
    Sentence(
        en="“Did it come out?” Look at the paper: F6 it did, F5 print it once more.",
        km="«តើវាចេញហើយឬនៅ?» សូមមើលក្រដាស៖ F6 ចេញហើយ F5 បោះពុម្ពម្តងទៀត។",
    ),
    Sentence(
        en="The computer went off: start it, open the event. Whoever was said to be here is here.",
        km="កុំព្យូទ័ររលត់៖ បើកវាវិញ ហើយបើកព្រឹត្តិការណ៍។ អ្នកដែលបាននិយាយថាមកដល់ នៅតែមាន។",
    ),
    Sentence(
        en="Letters look wrong: go on typing, the wrong keyboard layout is read too.",
        km="អក្សរមើលទៅខុស៖ បន្តវាយ ព្រោះប្លង់ក្តារចុចខុសក៏អានបានដែរ។",
    ),
)


class Guide:
    """One page in one language, filled from the top down."""

    def __init__(self, language: Language) -> None:
        self._language = language
        title = TITLE.text(language)
        self._document = Document(title=title, language=language.value, size=PAGE)
        self._top = PAGE[1] - 12 * MM

    def made(self) -> bytes:
        """The whole page."""
        self._head()
        self._steps()
        self._pictures()
        self._keys()
        self._trouble()
        self._document.end_page()
        return self._document.finish()

    def _say(
        self, sentence: Sentence, box: Box, size: float, colour: str, style: Style = REGULAR
    ) -> float:
        """Lines in ``box`` from its top; answers how high they are."""
        text = sentence.text(self._language)
        block = wrap(text, width=box.width, size=size, style=style)
        self._document.place(block, box, colour=colour)
        return block.height

    def _head(self) -> None:
        block = fit(
            TITLE.text(self._language), width=WIDTH, height=13 * MM, sizes=Sizes(14, 24), style=BOLD
        )
        self._document.place(
            block, Box(LEFT, self._top - block.height, WIDTH, block.height), colour=INK
        )
        self._top -= block.height + 4 * MM

    def _steps(self) -> None:
        gap, edge = 4 * MM, 3.5 * MM
        width = (WIDTH - 2 * gap) / 3
        blocks = [
            wrap(sentence.text(self._language), width=width - 15 * MM, size=10.4)
            for sentence in STEPS
        ]
        height = max(block.height for block in blocks) + 2 * edge
        for i, block in enumerate(blocks):
            box = Box(LEFT + i * (width + gap), self._top - height, width, height)
            self._document.fill(box, SOFT, radius=2 * MM)
            digit = in_digits_of(self._language, i + 1)
            number = fit(digit, width=8 * MM, height=8 * MM, sizes=Sizes(12, 22), style=BOLD)
            corner = Box(box.x + edge, box.y, 8 * MM, height - edge)
            self._document.place(number, corner, colour=ACCENT)
            words = Box(box.x + 12 * MM, box.y, width - 15 * MM, height - edge)
            self._document.place(block, words, colour=INK)
        self._top -= height + 5 * MM

    def _pictures(self) -> None:
        self._picture("search", WIDTH, 0)
        self._top -= 2 * MM
        gap = 4 * MM
        width = (WIDTH - gap) / 2
        top = self._top
        low = []
        for i, (name, words) in enumerate((("arrived", ARRIVED), ("walk-in", WALK_IN))):
            self._top = top
            x = i * (width + gap)
            self._picture(name, width, x)
            self._top -= self._say(
                words, Box(LEFT + x, self._top - 20 * MM, width, 20 * MM), 9, QUIET
            )
            low.append(self._top)
        self._top = min(low) - 4 * MM

    def _picture(self, name: str, width: float, x: float) -> None:
        """A picture of the window; the first one is the largest."""
        file = DOCS / "pictures" / f"{name}-{self._language.value}.png"
        height = width * 728 / 1366
        if width == WIDTH:
            height, width = LARGE, LARGE * 1366 / 728
            x = (WIDTH - width) / 2
        box = Box(LEFT + x, self._top - height, width, height)
        hair = 0.25 * MM
        around = Box(box.x - hair, box.y - hair, width + 2 * hair, height + 2 * hair)
        self._document.fill(around, LINE)
        self._document.picture(file.read_bytes(), box)
        self._top -= height + 3 * MM

    def _keys(self) -> None:
        self._heading(KEYS_TITLE)
        rows = -(-len(KEYS) // 2)
        line = 6.4 * MM
        for i, (key, words) in enumerate(KEYS):
            column, row = divmod(i, rows)
            x, top = LEFT + column * WIDTH / 2, self._top - row * line
            cap = Box(x, top - 5.2 * MM, 17 * MM, 5.2 * MM)
            self._document.fill(cap, SOFT, radius=1 * MM)
            block = fit(key, width=15 * MM, height=4.2 * MM, sizes=Sizes(6, 8.5), style=BOLD)
            middle = Box(cap.x, cap.y, cap.width, (cap.height + block.height) / 2)
            self._document.place(block, middle, colour=INK, align="center")
            said = fit(
                words.text(self._language),
                width=WIDTH / 2 - 22 * MM,
                height=5.2 * MM,
                sizes=Sizes(7, 9.4),
            )
            place = Box(x + 19 * MM, cap.y, WIDTH / 2 - 22 * MM, (cap.height + said.height) / 2)
            self._document.place(said, place, colour=INK)
        self._top -= rows * line + 3 * MM

    def _trouble(self) -> None:
        self._heading(TROUBLE_TITLE)
        for sentence in TROUBLE:
            text = sentence.text(self._language)
            block = wrap(text, width=WIDTH - 6 * MM, size=10)
            box = Box(LEFT, self._top - block.height - 2.4 * MM, WIDTH, block.height + 2.4 * MM)
            self._document.fill(box, WARM, radius=1.5 * MM)
            words = Box(LEFT + 3 * MM, box.y + 1.2 * MM, WIDTH - 6 * MM, block.height)
            self._document.place(block, words, colour=INK)
            self._top = box.y - 1.2 * MM
        assert self._top > 6 * MM, "the guide is one page"

    def _heading(self, sentence: Sentence) -> None:
        block = fit(sentence.text(self._language), width=WIDTH, sizes=Sizes(10, 13), style=BOLD)
        self._document.place(
            block, Box(LEFT, self._top - block.height, WIDTH, block.height), colour=ACCENT
        )
        self._top -= block.height + 2 * MM


def main() -> None:
    """Both pages."""
    GUIDE.mkdir(exist_ok=True)
    for language in Language:
        (GUIDE / f"desk-{language.value}.pdf").write_bytes(Guide(language).made())


if __name__ == "__main__":
    main()
