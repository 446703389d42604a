"""What the commands of badges and printers answer, in both languages."""

from __future__ import annotations

from kiosk.language import Sentence

BADGES_MADE = Sentence(en="Badges in “{file}”: {count}.", km="ផ្លាកឈ្មោះក្នុង «{file}»៖ {count}។")
BADGES_AND_BLANKS = Sentence(
    en="Badges in “{file}”: {count}, and blank ones: {blanks}.",
    km="ផ្លាកឈ្មោះក្នុង «{file}»៖ {count} និងផ្លាកទទេ៖ {blanks}។",
)
LEFT_OUT = Sentence(
    en="On the badge of {name} these characters could not be printed: {characters}",
    km="មិនអាចបោះពុម្ពតួអក្សរទាំងនេះលើផ្លាកឈ្មោះរបស់ {name} បានទេ៖ {characters}",
)
LEFT_OUT_OF_AGENDA = Sentence(
    en="In the agenda these characters could not be printed: {characters}",
    km="មិនអាចបោះពុម្ពតួអក្សរទាំងនេះក្នុងកម្មវិធីបានទេ៖ {characters}",
)
NO_SUCH_PRINTER = Sentence(
    en="There is no printer called “{name}” here. These are: {known}.",
    km="នៅទីនេះគ្មានម៉ាស៊ីនបោះពុម្ពឈ្មោះ «{name}» ទេ។ មានតែ៖ {known}។",
)
NO_PRINTER_HERE = Sentence(
    en="There is no printer called “{name}” here, nor any other. Switch one on and plug it in,"
    " or print into a folder: --printer folder:FOLDER",
    km="នៅទីនេះគ្មានម៉ាស៊ីនបោះពុម្ពឈ្មោះ «{name}» ទេ ហើយក៏គ្មានម៉ាស៊ីនណាផ្សេងដែរ។ សូមបើក និងដោតម៉ាស៊ីនមួយ"
    " ឬបោះពុម្ពទៅក្នុងថត៖ --printer folder:FOLDER",
)
NO_PRINTER_CHOSEN = Sentence(
    en="No printer was chosen at this desk. Name one: --printer NAME",
    km="តុនេះមិនទាន់បានជ្រើសរើសម៉ាស៊ីនបោះពុម្ពទេ។ សូមប្រាប់ឈ្មោះ៖ --printer NAME",
)
NO_PRINTERS = Sentence(
    en="There is no printer on this computer. Badges can go into a folder: --printer folder:FOLDER",
    km="កុំព្យូទ័រនេះគ្មានម៉ាស៊ីនបោះពុម្ពទេ។ ផ្លាកឈ្មោះអាចរក្សាទុកក្នុងថត៖ --printer folder:FOLDER",
)
NOTHING_TO_PRINT = Sentence(
    en="Name the people whose badges to print (id or code), or --waiting, or --test-page.",
    km="សូមប្រាប់លេខ ឬកូដរបស់អ្នកដែលត្រូវបោះពុម្ពផ្លាកឈ្មោះ ឬ --waiting ឬ --test-page។",
)
SECOND_BADGE = Sentence(
    en="{name} has a badge since {time}: this is number {number}.",
    km="{name} មានផ្លាកឈ្មោះតាំងពីម៉ោង {time}៖ នេះជាផ្លាកទី {number}។",
)
WENT_TO = Sentence(
    en="The badge of {name} went to {printer}.",
    km="បានផ្ញើផ្លាកឈ្មោះរបស់ {name} ទៅ {printer}។",
)
BADGE_FAILED = Sentence(
    en="The badge of {name} was not printed: {told}",
    km="មិនបានបោះពុម្ពផ្លាកឈ្មោះរបស់ {name} ទេ៖ {told}",
)
BADGE_WAITS = Sentence(
    en="The badge of {name} waits: {told} Then: kiosk print EVENT.kiosk --waiting",
    km="ផ្លាកឈ្មោះរបស់ {name} កំពុងរង់ចាំ៖ {told} បន្ទាប់មក៖ kiosk print EVENT.kiosk --waiting",
)
TURN_TAKEN = Sentence(
    en="Another window or command is printing.",
    km="ផ្ទាំង ឬពាក្យបញ្ជាមួយផ្សេងកំពុងបោះពុម្ព។",
)
NONE_WAITS = Sentence(en="No badge waits.", km="គ្មានផ្លាកឈ្មោះណាកំពុងរង់ចាំទេ។")
TEST_PAGE_WENT = Sentence(
    en="The test page went to {printer}. Hold a ruler to its scale; what is off goes into:"
    " kiosk printers NAME --offset RIGHT DOWN",
    km="បានផ្ញើទំព័រសាកល្បងទៅ {printer}។ សូមដាក់បន្ទាត់លើក្រិតរបស់វា រួចកំណត់គម្លាតដោយ៖"
    " kiosk printers NAME --offset RIGHT DOWN",
)
OFF_LIMITS = Sentence(
    en="An offset is from -{most} to {most} mm, labels from 0 to {labels}.",
    km="គម្លាតគឺពី -{most} ដល់ {most} ម.ម ហើយស្លាកពី 0 ដល់ {labels}។",
)
PRINTER_LINE = Sentence(
    en="{mark} {name}: {state}{more}",
    km="{mark} {name}៖ {state}{more}",
)
PAPER = Sentence(en=" Paper: {paper}.", km=" ក្រដាស៖ {paper}។")
TAKES = Sentence(en=" Takes paper of {paper}.", km=" អាចបោះពុម្ពលើក្រដាស {paper}។")
ALSO = Sentence(en=" It says: {reasons}.", km=" វាប្រាប់ថា៖ {reasons}។")
LABELS_LEFT = Sentence(en=" Labels left: {count}.", km=" ស្លាកនៅសល់៖ {count}។")
OFFSET = Sentence(
    en=" Shifted by {right} mm right, {down} mm down.",
    km=" រំកិល {right} ម.ម ទៅស្តាំ {down} ម.ម ចុះក្រោម។",
)
JOB_LINE = Sentence(
    en="{time}  {state}: {name}, badge {number}, {printer}{why}",
    km="{time}  {state}៖ {name} ផ្លាកទី {number} {printer}{why}",
)
NO_JOBS = Sentence(
    en="No badge was ordered on this event yet.",
    km="ព្រឹត្តិការណ៍នេះមិនទាន់មានផ្លាកឈ្មោះណាត្រូវបោះពុម្ពទេ។",
)
THE_DESKS_PRINTER = Sentence(en="the desk's printer", km="ម៉ាស៊ីនរបស់តុ")
STATES = {
    "waiting": Sentence(en="waiting", km="កំពុងរង់ចាំ"),
    "sending": Sentence(en="being sent", km="កំពុងផ្ញើ"),
    "sent": Sentence(en="sent", km="បានផ្ញើ"),
    "printed": Sentence(en="printed", km="បានបោះពុម្ព"),
    "failed": Sentence(en="failed", km="មិនបានសម្រេច"),
    "cancelled": Sentence(en="taken back", km="បានដកវិញ"),
}
