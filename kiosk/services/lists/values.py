"""What a cell says of a person, in each field's own terms. None means: not understood."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from rapidfuzz import fuzz

from kiosk.domain import AgeBand, Category, Disability, Event, Group, PhotoConsent, Sex
from kiosk.language import with_latin_digits
from kiosk.services.khmer import canonical
from kiosk.services.lists.cells import is_khmer, says_nothing
from kiosk.services.lists.tables import Cell

_SEXES = {
    Sex.FEMALE: "f female fem femal femail woman women girl lady ms mrs miss ស ស្រី ស្ត្រី នារី "
    "កញ្ញា លោកស្រី អ្នកស្រី",
    Sex.MALE: "m male mal man men boy mr ប ប្រុស បុរស លោក",
    Sex.OTHER: "other lgbt lgbtq lgbtqi lgbtiq lgbti+ nonbinary non-binary third ផ្សេងៗ ផ្សេង "
    "ភេទទីបី ភេទទី៣",
}
_SEX_OF = {canonical(word): sex for sex, words in _SEXES.items() for word in words.split()}


def _words(*texts: str) -> frozenset[str]:
    """The words of some texts in the form in which cells are compared."""
    return frozenset(canonical(word) for text in texts for word in text.split())


_NO = _words(
    "no n non none nil false 0 ទេ អត់ អត់ទេ គ្មាន មិនមាន មិនមានទេ គ្មានទេ មិនពិការ",
    "គ្មានពិការភាព អត់មាន អត់ពិការ បាទទេ ចាសទេ មិនយល់ព្រម មិនព្រម មិនអនុញ្ញាត ✗ ✘ ☐",
)
_YES = _words(
    "yes y yeah true 1 ok agree agreed បាទ ចាស បាទ/ចាស មាន ពិការ ជនពិការ មានពិការភាព",
    "ព្រម យល់ព្រម អនុញ្ញាត ✓ ✔ √ ☑ ☒ v x ✅ ● • ü",
)
_NOT_STATED = frozenset(
    ("not stated", "prefer not to say", "not asked", "unknown", "មិនបានបញ្ជាក់", "?")
)
_NEGATION = re.compile(r"\b(?:no|not|don'?t|do not|disagree|without|never)\b|^(?:មិន|អត់|គ្មាន)|ទេ$")
_AGREEMENT = re.compile(
    r"\b(?:yes|agree|consent|accept|allow|okay|ok|sure)\b|^(?:យល់ព្រម|អនុញ្ញាត|ព្រម|បាទ|ចាស)"
)
_IMPAIRED = re.compile(
    r"disab|impair|blind|deaf|mute|wheelchair|hearing|visual|vision|seeing|physical|mobility|walking|"
    r"intellectual|psychosocial|mental|autis|down syndrome|albin|amput|crutch|polio"
)
_AIDED = re.compile(
    r"sign language|braille|white cane|guide dog|ramp\b|screen reader|prosthe|"
    "ភាសាសញ្ញា|អក្សរស្ទាប|រទេះរុញ|កៅអីរុញ|ឈើច្រត់|ជើងសិប្បនិម្មិត|ពិការ|គថ្លង់|ខ្វាក់"
)
_SOME_DIFFICULTY = re.compile(r"\bsome difficulty\b")
_MUCH_DIFFICULTY = re.compile(r"\blot of difficulty\b|\bcan ?not do\b|\bcan't do\b")
"""The Washington Group counts "a lot of difficulty" and "cannot do at all" as a disability,
"some difficulty" not (Short Set, recommended cut-off)."""
_IMPAIRED_KM = re.compile("^(?:មាន)?(?:ជន)?(?:ពិការ|គថ្លង់|ថ្លង់|ខ្វាក់|គ )|ពិបាក(?:មើល|ស្តាប់|ដើរ)")
_APART = re.compile(r"\s*[/|\n(),;]+\s*|\s+-\s+")


@lru_cache(maxsize=2048)
def sex_of(text: str) -> Sex | None:
    """The sex that ``text`` states, in either language or both ("Female / ស្រី")."""
    if says_nothing(text) or _word(text) in _NOT_STATED:
        return Sex.NOT_STATED
    if whole := _SEX_OF.get(_word(text)):
        return whole
    stated = {_SEX_OF.get(_word(part)) for part in _APART.split(text) if part.strip()}
    return stated.pop() if len(stated) == 1 else None


def sex_of_ticks(female: str, male: str) -> Sex | None:
    """The sex of a row whose columns are ticked; None where both are."""
    ticks = (is_ticked(female), is_ticked(male))
    if all(ticks):
        return None
    return Sex.FEMALE if ticks[0] else Sex.MALE if ticks[1] else Sex.NOT_STATED


def is_ticked(text: str) -> bool:
    """Whether a tick column's cell is filled: with ✓, x, 1 or a word, but not with a no."""
    return not is_no(text)


def is_no(text: str) -> bool:
    """Whether a text says that there is none: "No", គ្មាន, a dash."""
    return says_nothing(text) or _word(text) in _NO


@lru_cache(maxsize=4096)
def disability_of(text: str) -> Disability | None:
    """What a cell says of a disability: "-", ទេ and គ្មាន are no, an impairment named is yes."""
    if not text or _word(text) in _NOT_STATED:
        return Disability.NOT_STATED
    if says_nothing(text):
        return Disability.NO
    if _SOME_DIFFICULTY.search(_word(text)):
        return Disability.NO
    said = _yes_or_no(text)
    if said is not None:
        return Disability.YES if said else Disability.NO
    plain = _word(text)
    if _NEGATION.search(plain) and not _MUCH_DIFFICULTY.search(plain):
        return Disability.NO
    named = _MUCH_DIFFICULTY.search(plain) or _IMPAIRED.search(plain) or _IMPAIRED_KM.search(plain)
    return Disability.YES if named else None


def tells_of_disability(text: str) -> bool:
    """Whether what someone needs tells of a disability: a wheelchair, a sign language interpreter.
    A mere "yes" does not, nor does food without meat."""
    plain = _word(text)
    if _NEGATION.search(plain):
        return False
    return bool(_IMPAIRED.search(plain) or _IMPAIRED_KM.search(plain) or _AIDED.search(plain))


@lru_cache(maxsize=2048)
def consent_of(text: str) -> PhotoConsent | None:
    """Whether ``text`` agrees to be photographed; a blank or a dash was not asked."""
    if says_nothing(text) or _word(text) in _NOT_STATED:
        return PhotoConsent.NOT_ASKED
    said = _yes_or_no(text)
    if said is None:
        plain = _word(text)
        if _NEGATION.search(plain):
            said = False
        elif _AGREEMENT.search(plain):
            said = True
    if said is None:
        return None
    return PhotoConsent.YES if said else PhotoConsent.NO


def age_band_of(cell: Cell, text: str, on: date, *, of_birth: bool = False) -> AgeBand | None:
    """The age band on the day ``on`` of someone whose cell holds an age, a birth year or date;
    a date of birth may be Excel's number of the day."""
    if of_birth and (serial := _serial_day(text)):
        cell = serial
    if isinstance(cell, date):
        born = cell.date() if isinstance(cell, datetime) else cell
        return _band_of_birth(born, on) if 1900 < born.year <= on.year else None
    if says_nothing(text) or _word(text) in _NOT_STATED:
        return AgeBand.NOT_STATED
    return _band_of_text(with_latin_digits(text), on)


def _serial_day(text: str) -> date | None:
    """The day of a number as Excel counts them: 33000 is 7 May 1990."""
    if not (text.isascii() and text.isdigit() and len(text) == 5):
        return None
    return date(1899, 12, 30) + timedelta(days=int(text))


@lru_cache(maxsize=4096)
def _band_of_text(text: str, on: date) -> AgeBand | None:
    if born := _birth_date(text):
        return _band_of_birth(born, on) if born <= on else None
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    years = [n for n in numbers if 1900 <= n <= on.year]
    if len(years) == 1:
        return AgeBand.of_age(on.year - years[0])
    if not numbers or len(numbers) > 2 or any(n > 120 for n in numbers):
        return None
    if len(numbers) == 2:
        return _band_of_range(min(numbers), max(numbers))
    return _band_of_limit(text, numbers[0])


def _band_of_limit(text: str, number: int) -> AgeBand:
    """An age, or a band with one end: "60+", "<18", "under 18", "above 60"."""
    if re.search(r"<|under|below|less|ក្រោម|តិចជាង", text.casefold()):
        return AgeBand.of_age(max(0, number - 1))
    if re.search(r">(?!=)", text):
        return AgeBand.of_age(number + 1)
    return AgeBand.of_age(number)


def _band_of_range(low: int, high: int) -> AgeBand | None:
    """The band that holds the whole range; None where it lies in two."""
    bands = {AgeBand.of_age(low), AgeBand.of_age(high)}
    return bands.pop() if len(bands) == 1 else None


def _band_of_birth(born: date, on: date) -> AgeBand:
    had_birthday = (on.month, on.day) >= (born.month, born.day)
    return AgeBand.of_age(on.year - born.year - (not had_birthday))


def _birth_date(text: str) -> date | None:
    """A date written out, day first as in Cambodia: 12/05/1990, 12-May-1990, 1990-05-12."""
    found = re.search(r"(\d{1,4})[\s./-]+(\d{1,2}|[A-Za-z]{3,9})[\s./,-]+(\d{1,4})", text)
    if not found:
        return None
    first, middle, last = found.groups()
    month = int(middle) if middle.isdigit() else _MONTHS.get(middle[:3].casefold(), 0)
    day, year = (int(last), int(first)) if len(first) == 4 else (int(first), int(last))
    if month > 12 and day <= 12:
        day, month = month, day
    try:
        return date(year, month, day) if 1900 < year < 2100 else None
    except ValueError:
        return None


def group_of(text: str, event: Event) -> int | None:
    """The number of the event's group that ``text`` names: by number or name, in either script."""
    exact = group_in_title(text, event)
    if exact is not None:
        return exact
    key = _key(text)
    named = [g.number for g in event.groups if any(_key(n) in key for n in (g.en, g.km) if n)]
    if not named:
        named = [g.number for g in event.groups if _likeness(key, g) >= _NEAR_NAME]
    return named[0] if len(named) == 1 else None


def is_no_group(text: str) -> bool:
    """Whether a text says that someone is in no group."""
    return _word(text) in _NO_GROUP or is_no(text)


def group_in_title(text: str, event: Event) -> int | None:
    """The group that a sheet or section is called by: its whole name, or "Group 3", "ក្រុមទី ៣"."""
    key = _key(text)
    for group in event.groups:
        if key and key in (_key(group.en), _key(group.km)):
            return group.number
    number = _GROUP_NUMBER.fullmatch(_plain(text))
    if number and event.group(int(number.group(1))):
        return int(number.group(1))
    return None


def _likeness(key: str, group: Group) -> float:
    return max(fuzz.ratio(key, _key(group.en)), fuzz.ratio(key, _key(group.km)))


def category_of(text: str, event: Event) -> str | None:
    """The key of the category that ``text`` names: a column's value or a sheet's title.

    Its whole name first, then the names that stand in the text, then a word that begins
    words of one category only ("Gov"); None where it could be two.
    """
    if exact := category_called(text, event):
        return exact
    inside = {c.key for c in event.categories if any(_stands_in(n, text) for n in _names_of(c))}
    if inside:
        return inside.pop() if len(inside) == 1 else None
    begun = {c.key for c in event.categories if _begins_word(text, c)}
    return begun.pop() if len(begun) == 1 else None


def category_called(text: str, event: Event) -> str | None:
    """The category that has the whole text for a name, if it is one only."""
    key = _key(text).removesuffix("s")
    exact = {
        category.key
        for category in event.categories
        if key in {_key(name).removesuffix("s") for name in _names_of(category)}
    }
    return exact.pop() if len(exact) == 1 else None


def category_in_title(text: str, event: Event) -> str | None:
    """The category whose whole name stands in a title or section, if it is one only."""
    inside = {c.key for c in event.categories if any(_stands_in(n, text) for n in _names_of(c))}
    return inside.pop() if len(inside) == 1 else None


_ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "government": (
        "government",
        "ministries",
        "ក្រសួង",
        "ក្រសួង-ស្ថាប័ន",
        "មន្ត្រី",
        "រដ្ឋាភិបាល",
        "តំណាងក្រសួង",
    ),
    "speaker": ("speakers", "panelist", "panelists", "presenter", "វាគ្មិន"),
    "organizer": (
        "organiser",
        "organizers",
        "organizing team",
        "staff",
        "secretariat",
        "អ្នករៀបចំ",
        "បុគ្គលិក",
    ),
    "participant": ("participants", "អ្នកចូលរួម"),
    "cbo": ("cbos", "community based organization", "អង្គការសហគមន៍", "សហគមន៍មូលដ្ឋាន"),
    "cso_partner": ("cso", "csos", "cso partners", "អង្គការសង្គមស៊ីវិល", "ដៃគូ"),
    "ccc_member": ("ccc members", "members of ccc"),
    "marginalized_group": (
        "marginalized groups",
        "marginalised group",
        "vulnerable groups",
        "vulnerable group",
    ),
    "other": ("others", "other stakeholders", "stakeholder", "ផ្សេងៗ"),
}
"""Further names of categories whose keys many events share."""

_UNTELLING = _words(
    "list lists sheet participants participant from and the of form responses table data"
)


def _names_of(category: Category) -> tuple[str, ...]:
    return _category_names(category.key, category.en, category.km)


@lru_cache(maxsize=256)
def _category_names(key: str, en: str, km: str) -> tuple[str, ...]:
    short = re.findall(r"\(([^)]+)\)", en)
    bare = re.sub(r"\s*\([^)]*\)", "", en)
    names = (key.replace("_", " "), en, km, bare, *short, *_ALSO_CALLED.get(key, ()))
    return tuple(dict.fromkeys(name for name in names if name))


def _stands_in(name: str, text: str) -> bool:
    """Whether a name stands in the text as whole words; Khmer has no spaces to go by."""
    if is_khmer(name):
        return len(name) > 5 and _key(name) in _key(text)
    return re.search(rf"\b{re.escape(_plain(name))}\b", _plain(text)) is not None


def _begins_word(text: str, category: Category) -> bool:
    words = set(re.findall(r"[a-z]{3,}", _plain(text))) - _UNTELLING
    named = re.findall(r"[a-z]{3,}", _plain(f"{category.key} {category.en}"))
    return any(name.startswith(word.rstrip("s")) for word in words for name in named)


def _yes_or_no(text: str) -> bool | None:
    parts = {part for part in (_word(text), *map(_word, _APART.split(text))) if part}
    yes, no = bool(parts & _YES), bool(parts & _NO)
    return None if yes == no else yes


def _word(text: str) -> str:
    """A text of few words in the form of the word lists."""
    return _SPACES.sub(" ", canonical(text).casefold()).strip(" .:!*។")


def _plain(text: str) -> str:
    return with_latin_digits(_SPACES.sub(" ", canonical(text).casefold())).strip()


def value_key(text: str) -> str:
    """A value in the form under which an answer about it is kept: letters and digits only."""
    return _key(text) or text.casefold()


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Letters and digits only."""
    return "".join(c for c in _plain(text) if c.isalnum() or "\u1780" <= c <= "\u17d3")


_NO_GROUP = frozenset(("no group", "not yet", "not assigned", canonical("គ្មានក្រុម")))
_NEAR_NAME = 90
_GROUP_NUMBER = re.compile(r"(?:group|grp|g|ក្រុម|ក្រុមទី|no|#)?[\s.:#-]*(\d{1,2})[\s.]*")
_SPACES = re.compile(r"[\s_]+")
_MONTH_NAMES = ("jan feb mar apr may jun", "jul aug sep oct nov dec")
_MONTHS = {m: i for i, m in enumerate(" ".join(_MONTH_NAMES).split(), 1)}
