"""What printers' troubles are called at the desk, in both languages, with what to do next."""

from __future__ import annotations

from kiosk.language import Sentence, Told
from kiosk.services.printing.printer import PrinterTrouble, Trouble

READY = Sentence(
    en="“{printer}” is ready.",
    km="ម៉ាស៊ីនបោះពុម្ព «{printer}» រួចរាល់ហើយ។",
)
PRINTING = Sentence(
    en="“{printer}” is printing.",
    km="ម៉ាស៊ីនបោះពុម្ព «{printer}» កំពុងបោះពុម្ព។",
)
OTHER_PAPER = Sentence(
    en="“{printer}” does not know paper of {size} mm and may print on another size. "
    "Add this size in the printer's settings.",
    km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មិនស្គាល់ក្រដាសទំហំ {size} ម.ម ហើយអាចបោះពុម្ពលើទំហំផ្សេង។ "
    "សូមបន្ថែមទំហំនេះក្នុងការកំណត់ម៉ាស៊ីនបោះពុម្ព។",
)
FOLDER_FULL = Sentence(
    en="The disk with the folder {folder} is full. Make room on it or choose another folder.",
    km="ថាសដែលមានថត {folder} ពេញហើយ។ សូមលុបឯកសារដែលមិនត្រូវការ ឬជ្រើសរើសថតផ្សេង។",
)
FOLDER_READ_ONLY = Sentence(
    en="Nothing may be written into the folder {folder}. Choose another folder.",
    km="មិនអាចសរសេរឯកសារទៅក្នុងថត {folder} បានទេ។ សូមជ្រើសរើសថតផ្សេង។",
)
FOLDER_MISSING = Sentence(
    en="The folder {folder} is not there. Plug its disk in or choose another folder.",
    km="រកមិនឃើញថត {folder} ទេ។ សូមដោតថាសដែលមានថតនោះ ឬជ្រើសរើសថតផ្សេង។",
)
FOLDER_FAULT = Sentence(
    en="The file could not be written into the folder {folder} ({reason}). Choose another folder.",
    km="មិនអាចសរសេរឯកសារទៅក្នុងថត {folder} បានទេ ({reason})។ សូមជ្រើសរើសថតផ្សេង។",
)
FOLDER_READY = Sentence(
    en="Badges are written as PDF files into the folder {folder}.",
    km="ផ្លាកឈ្មោះត្រូវបានរក្សាទុកជាឯកសារ PDF ក្នុងថត {folder}។",
)
NO_SUCH_ADDRESS = Sentence(
    en="“{address}” is not a printer this program knows. Choose a printer again.",
    km="កម្មវិធីមិនស្គាល់ម៉ាស៊ីនបោះពុម្ព «{address}» ទេ។ សូមជ្រើសរើសម៉ាស៊ីនបោះពុម្ពម្តងទៀត។",
)
BADGE_NOT_DRAWN = Sentence(
    en="This badge could not be drawn ({reason}). Look at the person's details, "
    "then print it again.",
    km="មិនអាចបង្កើតផ្លាកឈ្មោះនេះបានទេ ({reason})។ សូមពិនិត្យព័ត៌មានរបស់អ្នកនេះ រួចបោះពុម្ពម្តងទៀត។",
)
JOB_STOPPED = Sentence(
    en="“{printer}” gave this page up. Print it again.",
    km="ម៉ាស៊ីនបោះពុម្ព «{printer}» បានបោះបង់ទំព័រនេះ។ សូមបោះពុម្ពវាម្តងទៀត។",
)
DID_IT_COME_OUT = Sentence(
    en="“{printer}” can't say whether this page was printed. Did it come out?",
    km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មិនអាចប្រាប់ថាទំព័រនេះបានបោះពុម្ពឬនៅ។ តើវាបានចេញហើយឬនៅ?",
)

_TROUBLES: dict[Trouble, Sentence] = {
    Trouble.UNREACHABLE: Sentence(
        en="The printer “{printer}” does not answer. See that it is switched on and plugged in, "
        "then print what is waiting, or choose another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មិនឆ្លើយតបទេ។ សូមពិនិត្យមើលថាបានបើកម៉ាស៊ីន "
        "និងដោតខ្សែហើយ រួចបោះពុម្ពអ្វីដែលកំពុងរង់ចាំ ឬជ្រើសរើសម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.PAUSED: Sentence(
        en="The printer “{printer}” is stopped. Resume it on its panel or in the system's "
        "printer settings, or choose another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» ត្រូវបានផ្អាក។ សូមឱ្យវាដំណើរការវិញ "
        "នៅលើម៉ាស៊ីន ឬក្នុងការកំណត់ម៉ាស៊ីនបោះពុម្ពរបស់ប្រព័ន្ធ ឬជ្រើសរើសម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.REJECTING: Sentence(
        en="The printer “{printer}” takes no new pages now. Let it accept jobs in the system's "
        "printer settings, or choose another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មិនទទួលទំព័រថ្មីទេនៅពេលនេះ។ សូមអនុញ្ញាតឱ្យវាទទួល "
        "ក្នុងការកំណត់ម៉ាស៊ីនបោះពុម្ពរបស់ប្រព័ន្ធ ឬជ្រើសរើសម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.OUT_OF_PAPER: Sentence(
        en="The printer “{printer}” is out of paper. Put paper in, then print what is waiting.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» អស់ក្រដាសហើយ។ សូមដាក់ក្រដាស រួចបោះពុម្ពអ្វីដែលកំពុងរង់ចាំ។",
    ),
    Trouble.OUT_OF_INK: Sentence(
        en="The printer “{printer}” is out of ink, toner or ribbon. Put a new one in, "
        "then print what is waiting.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» អស់ទឹកថ្នាំហើយ។ សូមដាក់ទឹកថ្នាំថ្មី រួចបោះពុម្ពអ្វីដែលកំពុងរង់ចាំ។",
    ),
    Trouble.JAMMED: Sentence(
        en="Paper is stuck in the printer “{printer}”. Take it out and close the printer, "
        "then print what is waiting.",
        km="ក្រដាសជាប់ក្នុងម៉ាស៊ីនបោះពុម្ព «{printer}»។ សូមយកក្រដាសនោះចេញ ហើយបិទម៉ាស៊ីនវិញ រួចបោះពុម្ពអ្វីដែលកំពុងរង់ចាំ។",
    ),
    Trouble.OPEN: Sentence(
        en="The printer “{printer}” is open. Close its cover, then print what is waiting.",
        km="គម្របម៉ាស៊ីនបោះពុម្ព «{printer}» នៅបើក។ សូមបិទវា រួចបោះពុម្ពអ្វីដែលកំពុងរង់ចាំ។",
    ),
    Trouble.BUSY: Sentence(
        en="The printer “{printer}” is busy with another page. What is waiting is printed next.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» កំពុងបោះពុម្ពទំព័រផ្សេង។ អ្វីដែលកំពុងរង់ចាំ នឹងត្រូវបោះពុម្ពបន្ទាប់។",
    ),
    Trouble.STUCK: Sentence(
        en="The printer “{printer}” has been at one page for {seconds} seconds. See that it is "
        "switched on, plugged in and has paper.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» នៅជាប់លើទំព័រមួយ {seconds} វិនាទីហើយ។ សូមពិនិត្យមើលថា "
        "បានបើកម៉ាស៊ីន បានដោតខ្សែ និងមានក្រដាស។",
    ),
    Trouble.FAULT: Sentence(
        en="The printer “{printer}” reports a fault ({reason}). Look at the printer, "
        "then print what is waiting, or choose another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មានបញ្ហា ({reason})។ សូមពិនិត្យមើលម៉ាស៊ីន "
        "រួចបោះពុម្ពអ្វីដែលកំពុងរង់ចាំ ឬជ្រើសរើសម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.UNKNOWN_PRINTER: Sentence(
        en="There is no printer called “{printer}” here; it may have been renamed or removed. "
        "Choose a printer again.",
        km="រកមិនឃើញម៉ាស៊ីនបោះពុម្ពឈ្មោះ «{printer}» ទេ។ វាអាចត្រូវបានប្តូរឈ្មោះ ឬដកចេញ។ "
        "សូមជ្រើសរើសម៉ាស៊ីនបោះពុម្ពម្តងទៀត។",
    ),
    Trouble.FORBIDDEN: Sentence(
        en="The printer “{printer}” asks for a password or does not let this computer print. "
        "Allow it in the printer's settings, or choose another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» សុំពាក្យសម្ងាត់ ឬមិនអនុញ្ញាតឱ្យកុំព្យូទ័រនេះបោះពុម្ព។ "
        "សូមអនុញ្ញាតក្នុងការកំណត់ម៉ាស៊ីន ឬជ្រើសរើសម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.NO_PDF: Sentence(
        en="The printer “{printer}” can't read PDF by itself. Add it in the system's printer "
        "settings, then choose it from the list of printers.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មិនអាចអានឯកសារ PDF ដោយខ្លួនឯងបានទេ។ សូមបន្ថែមវា "
        "ក្នុងការកំណត់ម៉ាស៊ីនបោះពុម្ពរបស់ប្រព័ន្ធ រួចជ្រើសរើសវាពីបញ្ជី។",
    ),
    Trouble.NO_SUCH_PAPER: Sentence(
        en="The printer “{printer}” has no paper of the badge's size. Add this size in the "
        "printer's settings, choose a badge design for its paper, or choose another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» គ្មានក្រដាសទំហំដូចផ្លាកឈ្មោះនេះទេ។ សូមបន្ថែមទំហំនេះ "
        "ក្នុងការកំណត់ម៉ាស៊ីន ជ្រើសរើសគំរូផ្លាកឈ្មោះដែលត្រូវនឹងក្រដាសរបស់វា ឬជ្រើសរើសម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.REFUSED: Sentence(
        en="The printer “{printer}” refused this page ({reason}). Print it on another printer.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» មិនទទួលទំព័រនេះទេ ({reason})។ សូមបោះពុម្ពវាលើម៉ាស៊ីនផ្សេង។",
    ),
    Trouble.UNCERTAIN: Sentence(
        en="The printer “{printer}” stopped answering in the middle of a page. See that it is "
        "switched on and plugged in; the page is looked up before it is printed again.",
        km="ម៉ាស៊ីនបោះពុម្ព «{printer}» ឈប់ឆ្លើយតបនៅពេលកំពុងទទួលទំព័រមួយ។ សូមពិនិត្យមើលថា "
        "បានបើកម៉ាស៊ីន និងដោតខ្សែហើយ។ កម្មវិធីនឹងពិនិត្យទំព័រនោះមុននឹងបោះពុម្ពម្តងទៀត។",
    ),
}


_REASONS = {
    "media-empty": Sentence(en="no paper", km="អស់ក្រដាស"),
    "media-needed": Sentence(en="paper needed", km="ត្រូវការក្រដាស"),
    "media-low": Sentence(en="little paper left", km="ក្រដាសជិតអស់"),
    "media-jam": Sentence(en="paper stuck", km="ក្រដាសជាប់"),
    "cover-open": Sentence(en="cover open", km="គម្របបើក"),
    "door-open": Sentence(en="door open", km="ទ្វារបើក"),
    "interlock-open": Sentence(en="cover open", km="គម្របបើក"),
    "marker-supply-empty": Sentence(en="ink or ribbon empty", km="អស់ទឹកថ្នាំ ឬរីបប៊ិន"),
    "marker-supply-low": Sentence(en="little ink or ribbon left", km="ទឹកថ្នាំ ឬរីបប៊ិនជិតអស់"),
    "toner-empty": Sentence(en="toner empty", km="អស់ម្សៅថ្នាំ"),
    "toner-low": Sentence(en="little toner left", km="ម្សៅថ្នាំជិតអស់"),
    "offline": Sentence(en="does not answer", km="មិនឆ្លើយតប"),
    "shutdown": Sentence(en="switched off", km="បានបិទ"),
    "timed-out": Sentence(en="does not answer", km="មិនឆ្លើយតប"),
    "connecting-to-device": Sentence(en="connecting", km="កំពុងភ្ជាប់"),
    "paused": Sentence(en="stopped", km="បានផ្អាក"),
    "moving-to-paused": Sentence(en="about to stop", km="ជិតផ្អាក"),
    "hold-new-jobs": Sentence(en="holds new pages back", km="ទុកទំព័រថ្មីសិន"),
    "spool-area-full": Sentence(en="its memory is full", km="អង្គចងចាំពេញ"),
    "cups-ipp-missing-job-history": Sentence(en="keeps no list of pages", km="មិនរក្សាបញ្ជីទំព័រ"),
    "cups-ipp-missing-cancel-job": Sentence(en="cannot take pages back", km="មិនអាចដកទំព័រវិញ"),
    "cups-waiting-for-job-completed": Sentence(en="waits for its page to end", km="កំពុងរង់ចាំទំព័រចប់"),
}
_SEVERITY = ("-report", "-warning", "-error")


def words_for(reason: str) -> Sentence:
    """A printer's own keyword (RFC 8011, 5.4.12; CUPS) in words; one without stays itself."""
    bare = next((reason.removesuffix(end) for end in _SEVERITY if reason.endswith(end)), reason)
    plain = bare.replace("{", "").replace("}", "")
    return _REASONS.get(bare, Sentence(en=plain, km=plain))


def told(kind: Trouble, **facts: object) -> Told:
    """The sentence of ``kind`` with its facts: ``printer``, and for some kinds ``reason``
    or ``seconds``."""
    return Told.of(_TROUBLES[kind], **facts)


def did_it_come_out(printer: str) -> Told:
    """The question that only a look at the paper answers."""
    return Told.of(DID_IT_COME_OUT, printer=printer)


def trouble(kind: Trouble, **facts: object) -> PrinterTrouble:
    """A trouble of ``kind`` in its own words."""
    return PrinterTrouble(kind, _TROUBLES[kind], **facts)
