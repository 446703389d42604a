"""What reading a list says to the person at the desk, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.language import Sentence

# Why a file is no list ---------------------------------------------------------------

NO_FILE = Sentence(
    en="There is no file “{file}”. Check the name and the folder.",
    km="រកមិនឃើញឯកសារ «{file}» ទេ។ សូមពិនិត្យឈ្មោះ និងថតឡើងវិញ។",
)
UNREADABLE = Sentence(
    en="“{file}” cannot be opened ({reason}). Close it in other programs or copy it "
    "here, then try again.",
    km="មិនអាចបើក «{file}» បានទេ ({reason})។ សូមបិទវានៅក្នុងកម្មវិធីផ្សេង ឬចម្លងវាមកទីនេះ រួចព្យាយាមម្តងទៀត។",
)
EMPTY_FILE = Sentence(
    en="“{file}” is empty. Ask for the list again, or choose another file.",
    km="«{file}» គ្មានអ្វីសោះ។ សូមស្នើសុំបញ្ជីម្តងទៀត ឬជ្រើសរើសឯកសារផ្សេង។",
)
NOT_A_LIST = Sentence(
    en="“{file}” is {what}, not a list. Save the list as .xlsx or .csv, then read that file.",
    km="«{file}» គឺជា{what} មិនមែនជាបញ្ជីទេ។ សូមរក្សាទុកបញ្ជីជា .xlsx ឬ .csv រួចអានឯកសារនោះ។",
)
ENCRYPTED = Sentence(
    en="“{file}” is locked with a password. Give the password, or open it in Excel, save a copy"
    " without one (File, Info, Protect Workbook), then read the copy.",
    km="«{file}» ត្រូវបានចាក់សោដោយពាក្យសម្ងាត់។ សូមវាយពាក្យសម្ងាត់ ឬបើកវាក្នុង Excel"
    " រក្សាទុកច្បាប់ចម្លងដោយគ្មានពាក្យសម្ងាត់ (File, Info, Protect Workbook) រួចអានច្បាប់ចម្លងនោះ។",
)
WRONG_PASSWORD = Sentence(
    en="That password does not open “{file}”. Ask whoever sent it, and type it once more.",
    km="ពាក្យសម្ងាត់នេះមិនបើក «{file}» បានទេ។ សូមសួរអ្នកដែលផ្ញើវា រួចវាយម្តងទៀត។",
)
LOCKED_ODS = Sentence(
    en="“{file}” is locked with a password. Open it in LibreOffice, save a copy without a"
    " password, then read the copy.",
    km="«{file}» ត្រូវបានចាក់សោដោយពាក្យសម្ងាត់។ សូមបើកវាក្នុង LibreOffice"
    " រក្សាទុកច្បាប់ចម្លងដោយគ្មានពាក្យសម្ងាត់ រួចអានច្បាប់ចម្លងនោះ។",
)
DAMAGED = Sentence(
    en="“{file}” is damaged or cut short and cannot be read. Ask for it to be sent again, "
    "or open it in Excel and save it anew.",
    km="«{file}» ខូច ឬដាច់កណ្តាល មិនអាចអានបានទេ។ សូមស្នើឱ្យគេផ្ញើម្តងទៀត ឬបើកវាក្នុង Excel រួចរក្សាទុកជាថ្មី។",
)
TOO_BIG = Sentence(
    en="“{file}” holds {megabytes} MB: far too much for a list. Copy only the rows "
    "with people into a new workbook, then read that.",
    km="«{file}» មានទំហំ {megabytes} MB៖ ធំពេកសម្រាប់បញ្ជីមួយ។ "
    "សូមចម្លងតែជួរដេកដែលមានមនុស្សទៅក្នុងសៀវភៅការងារថ្មី រួចអានវា។",
)
TOO_MANY_ROWS = Sentence(
    en="“{file}” has more rows than any list of people: at most {most} are read. Copy only the"
    " rows with people into a new workbook, then read that.",
    km="«{file}» មានជួរដេកច្រើនជាងបញ្ជីមនុស្សណាមួយ៖ អានបានច្រើនបំផុត {most} ជួរ។"
    " សូមចម្លងតែជួរដេកដែលមានមនុស្សទៅក្នុងសៀវភៅការងារថ្មី រួចអានវា។",
)
TOO_MANY_CELLS = Sentence(
    en="“{file}” has more cells than any list of people: at most {most} are read. Copy only the"
    " columns and rows that tell of people into a new workbook, then read that.",
    km="«{file}» មានក្រឡាច្រើនជាងបញ្ជីមនុស្សណាមួយ៖ អានបានច្រើនបំផុត {most} ក្រឡា។"
    " សូមចម្លងតែជួរឈរ និងជួរដេកដែលមានព័ត៌មានមនុស្សទៅក្នុងសៀវភៅការងារថ្មី រួចអានវា។",
)
LONG_CELL = Sentence(
    en="A cell in row {row} of “{file}” has more than {most} characters: mostly a quotation mark"
    " that is never closed. Open the list in Excel, look at that row, save it as .xlsx, then read"
    " that.",
    km="ក្រឡាមួយនៅជួរដេកទី {row} នៃ «{file}» មានលើសពី {most} តួអក្សរ៖ ភាគច្រើនដោយសារសញ្ញាសម្រង់មួយមិនបានបិទ។"
    " សូមបើកបញ្ជីក្នុង Excel មើលជួរដេកនោះ រក្សាទុកជា .xlsx រួចអានវា។",
)
TOO_WIDE = Sentence(
    en="Only the first {count} columns were read; others hold something too. If it matters, move"
    " those columns to the front, then read the list again.",
    km="បានអានតែជួរឈរ {count} ដំបូងប៉ុណ្ណោះ ហើយជួរឈរផ្សេងទៀតក៏មានទិន្នន័យដែរ។ បើវាសំខាន់"
    " សូមផ្លាស់ជួរឈរទាំងនោះមកខាងមុខ រួចអានបញ្ជីម្តងទៀត។",
)
TOO_ALIKE = Sentence(
    en="So many names of this list are nearly alike that from row {row} of “{sheet}” on only equal"
    " ones were compared. Look there yourself for people who stand twice, or read the list in"
    " parts.",
    km="ឈ្មោះក្នុងបញ្ជីនេះស្រដៀងគ្នាច្រើនពេក ដូច្នេះចាប់ពីជួរដេកទី {row} នៃសន្លឹក «{sheet}» មក"
    " បានប្រៀបធៀបតែឈ្មោះដែលដូចគ្នាបេះបិទ។"
    " សូមពិនិត្យដោយខ្លួនឯងថាមានអ្នកណាស្ទួនឬទេ ឬអានបញ្ជីជាផ្នែកៗ។",
)
ENDLESS_LINE = Sentence(
    en="“{file}” has a line far too long for a list. Ask for the list again as .xlsx, or open it"
    " in Excel and save it anew.",
    km="«{file}» មានបន្ទាត់មួយវែងពេកសម្រាប់បញ្ជី។ សូមស្នើសុំបញ្ជីជា .xlsx ម្តងទៀត ឬបើកវាក្នុង Excel រួចរក្សាទុកជាថ្មី។",
)
QUESTION_MARKS = Sentence(
    en="The Khmer in “{file}” was lost when it was saved: it holds “????” or “áž…” instead. "
    "Open the original "
    "in Excel and save it as “Excel Workbook (.xlsx)” or “CSV UTF-8”, then read that file.",
    km="អក្សរខ្មែរក្នុង «{file}» បានបាត់បង់ពេលរក្សាទុក៖ នៅសល់តែ «????» ឬ «áž…» ប៉ុណ្ណោះ។ "
    "សូមបើកឯកសារដើមក្នុង Excel "
    "រក្សាទុកជា “Excel Workbook (.xlsx)” ឬ “CSV UTF-8” រួចអានឯកសារនោះ។",
)
NOBODY = Sentence(
    en="No names were found in “{file}”. A list needs a row of titles (for example "
    "Name, Sex, Phone) "
    "and the people below it.",
    km="រកមិនឃើញឈ្មោះក្នុង «{file}» ទេ។ បញ្ជីត្រូវមានជួរដេកចំណងជើង (ឧទាហរណ៍ ឈ្មោះ "
    "ភេទ លេខទូរស័ព្ទ) "
    "និងមនុស្សនៅខាងក្រោម។",
)

A_WORD_DOCUMENT = Sentence(en="a Word document", km="ឯកសារ Word")
A_PRESENTATION = Sentence(en="a presentation", km="ឯកសារបទបង្ហាញ")
A_PDF = Sentence(en="a PDF", km="ឯកសារ PDF")
A_PICTURE = Sentence(en="a picture", km="រូបភាព")
A_ZIP = Sentence(en="a packed folder (zip)", km="ថតបង្រួម (zip)")
AN_OLD_DOCUMENT = Sentence(en="a document of another program", km="ឯកសាររបស់កម្មវិធីផ្សេង")
A_WEB_PAGE = Sentence(en="a web page", km="ទំព័រវេប")
A_JSON_FILE = Sentence(en="a JSON file", km="ឯកសារ JSON")
AN_XML_FILE = Sentence(en="an XML file", km="ឯកសារ XML")
BINARY = Sentence(en="no text and no workbook", km="ឯកសារដែលមិនមែនជាអត្ថបទ ឬសៀវភៅការងារ")
A_DEVICE = Sentence(en="a device", km="ឧបករណ៍")
A_FOLDER = Sentence(en="a folder", km="ថត")

# Why a row is not taken ---------------------------------------------------------------

HIDDEN_SHEET = Sentence(
    en="The sheet is hidden: its rows ({count}) are left out. Unhide it in the list "
    "to have them read.",
    km="សន្លឹកនេះត្រូវបានលាក់៖ ជួរដេករបស់វា ({count}) មិនត្រូវបានយកទេ។ សូមបង្ហាញវាក្នុងបញ្ជី ប្រសិនបើចង់ឱ្យអាន។",
)
HIDDEN_ROW = Sentence(
    en="The row is hidden and is left out. Unhide it in the list to have it read.",
    km="ជួរដេកនេះត្រូវបានលាក់ ដូច្នេះមិនត្រូវបានយកទេ។ សូមបង្ហាញវាក្នុងបញ្ជី ប្រសិនបើចង់ឱ្យអាន។",
)
SECTION_TITLE = Sentence(
    en="Names no person: a section title.", km="មិនមែនជាឈ្មោះមនុស្សទេ៖ ជាចំណងជើងផ្នែក។"
)
TOTAL_ROW = Sentence(en="Names no person: a total.", km="មិនមែនជាឈ្មោះមនុស្សទេ៖ ជាជួរដេកសរុប។")
SIGNATURE_LINE = Sentence(
    en="Names no person: a date or signature line.",
    km="មិនមែនជាឈ្មោះមនុស្សទេ៖ ជាបន្ទាត់កាលបរិច្ឆេទ ឬហត្ថលេខា។",
)
TITLES_AGAIN = Sentence(
    en="Names no person: the titles again.", km="មិនមែនជាឈ្មោះមនុស្សទេ៖ ជាចំណងជើងជួរឈរម្តងទៀត។"
)
NO_NAME = Sentence(
    en="Names no person: the name is empty. Write the name in the list, or add the "
    "person at the desk.",
    km="មិនមានឈ្មោះមនុស្សទេ៖ កន្លែងឈ្មោះទទេ។ សូមសរសេរឈ្មោះក្នុងបញ្ជី ឬបន្ថែមមនុស្សនេះនៅតុចុះឈ្មោះ។",
)
NOT_A_NAME = Sentence(
    en="“{text}” is not a name. Write the name in the list, or add the person at the desk.",
    km="«{text}» មិនមែនជាឈ្មោះទេ។ សូមសរសេរឈ្មោះក្នុងបញ្ជី ឬបន្ថែមមនុស្សនេះនៅតុចុះឈ្មោះ។",
)
FORMULA_NAME = Sentence(
    en="The name is a formula and is not run: “{text}”. Type the name itself in the "
    "list, or add the "
    "person at the desk.",
    km="ឈ្មោះនេះជារូបមន្ត ហើយមិនត្រូវបានដំណើរការទេ៖ «{text}»។ សូមវាយឈ្មោះពិតក្នុងបញ្ជី ឬបន្ថែមមនុស្សនេះនៅតុចុះឈ្មោះ។",
)
LONG_NAME = Sentence(
    en="The name has {length} characters; at most {most} fit. Shorten it in the list.",
    km="ឈ្មោះនេះមាន {length} តួអក្សរ៖ បានច្រើនបំផុត {most}។ សូមបំព្រួញវាក្នុងបញ្ជី។",
)
LEGACY_NAME = Sentence(
    en="The name is typed in an old Khmer font ({font}) and cannot be read. Convert "
    "the list to Khmer Unicode, or add the "
    "person at the desk.",
    km="ឈ្មោះនេះវាយដោយពុម្ពអក្សរខ្មែរចាស់ ({font}) មិនអាចអានបានទេ។ "
    "សូមបម្លែងបញ្ជីទៅជាខ្មែរយូនីកូដ ឬបន្ថែមមនុស្សនេះនៅតុចុះឈ្មោះ។",
)
RUINED_NAME = Sentence(
    en="The name was lost when the list was saved (“????” or “áž…”). Ask for the original, "
    "or add the person at the desk.",
    km="ឈ្មោះនេះបានបាត់បង់ពេលរក្សាទុកបញ្ជី («????» ឬ «áž…»)។ សូមស្នើសុំឯកសារដើម ឬបន្ថែមមនុស្សនេះនៅតុចុះឈ្មោះ។",
)
STRAY_ROW = Sentence(
    en="The row stands far below the list and is left out. Move it up to the list to have it read.",
    km="ជួរដេកនេះនៅឆ្ងាយពីបញ្ជីខាងក្រោម ដូច្នេះមិនត្រូវបានយកទេ។ សូមផ្លាស់វាឡើងមកក្នុងបញ្ជី ប្រសិនបើចង់ឱ្យអាន។",
)
NO_TITLES = Sentence(
    en="The sheet has no row of titles with names in it: its rows ({count}) are "
    "left out. Put titles "
    "(Name, Sex, Phone) above the people, or choose by hand which column holds the names.",
    km="សន្លឹកនេះគ្មានជួរដេកចំណងជើងដែលមានឈ្មោះទេ៖ ជួរដេករបស់វា ({count}) មិនត្រូវបានយកទេ។ "
    "សូមដាក់ចំណងជើង (ឈ្មោះ ភេទ លេខទូរស័ព្ទ) ខាងលើមនុស្ស ឬជ្រើសរើសដោយដៃនូវជួរឈរដែលមានឈ្មោះ។",
)

# What is asked ---------------------------------------------------------------------------

MAYBE_ROW = Sentence(
    en="Is this the same person as “{name}” in row {row} of “{sheet}”, or someone else?",
    km="តើនេះជាមនុស្សតែម្នាក់ជាមួយ «{name}» នៅជួរដេកទី {row} នៃសន្លឹក «{sheet}» ឬជាមនុស្សផ្សេង?",
)
MAYBE_PERSON = Sentence(
    en="Is this the same person as “{name}”, who is in the event already, or someone else?",
    km="តើនេះជាមនុស្សតែម្នាក់ជាមួយ «{name}» ដែលមានក្នុងព្រឹត្តិការណ៍រួចហើយ ឬជាមនុស្សផ្សេង?",
)
WHICH_PERSON = Sentence(
    en="{count} people in the event have this name ({name}). Which of them is it, "
    "or is it someone else?",
    km="មានមនុស្ស {count} នាក់ក្នុងព្រឹត្តិការណ៍ឈ្មោះនេះ ({name})។ តើជាអ្នកណា ឬជាមនុស្សផ្សេង?",
)
NO_TITLES_GUESSED = Sentence(
    en="The sheet has no titles. Does column {column} hold the names? Confirm the "
    "columns to take its rows.",
    km="សន្លឹកនេះគ្មានចំណងជើងជួរឈរទេ។ តើជួរឈរ {column} មានឈ្មោះមនុស្សឬ? សូមបញ្ជាក់ជួរឈរ ដើម្បីយកជួរដេករបស់វា។",
)
EDITED_AT_DESK = Sentence(
    en="The desk changed {what} to “{ours}”; the list says “{theirs}”. Keep the desk's?",
    km="តុចុះឈ្មោះបានកែ{what}ទៅជា «{ours}» ប៉ុន្តែបញ្ជីសរសេរថា «{theirs}»។ តើរក្សាទុករបស់តុចុះឈ្មោះឬ?",
)
CATEGORY_ASSUMED = Sentence(
    en="The list does not say which category these people are ({count} {count:row|rows}): they "
    "are taken as “{category}”. Is that right?",
    km="បញ្ជីមិនបានបញ្ជាក់ប្រភេទរបស់មនុស្សទាំងនេះទេ ({count} ជួរដេក)៖ ចាត់ទុកជា «{category}»។ តើត្រឹមត្រូវឬទេ?",
)
TITLE_SUGGESTED = Sentence(
    en="Does the column “{title}” hold {field}? It is left out until that is confirmed.",
    km="តើជួរឈរ «{title}» មាន{field}ឬ? វាមិនត្រូវបានយកទេ រហូតដល់មានការបញ្ជាក់។",
)

# What a taken row lost ------------------------------------------------------------------

LEGACY_CELL = Sentence(
    en="“{title}” is typed in an old Khmer font ({font}) and was left empty. Type it at the desk.",
    km="«{title}» វាយដោយពុម្ពអក្សរខ្មែរចាស់ ({font}) ដូច្នេះទុកទទេ។ សូមវាយវានៅតុចុះឈ្មោះ។",
)
FORMULA_CELL = Sentence(
    en="“{title}” holds a formula and was left empty: “{text}”.",
    km="«{title}» មានរូបមន្ត ដូច្នេះទុកទទេ៖ «{text}»។",
)
RUINED_CELL = Sentence(
    en="“{title}” was lost when the list was saved (“????” or “áž…”) and was left empty.",
    km="«{title}» បានបាត់បង់ពេលរក្សាទុកបញ្ជី («????» ឬ «áž…») ដូច្នេះទុកទទេ។",
)
NOT_UNDERSTOOD = Sentence(
    en="“{title}”: “{text}” was not understood; it stands in the note.",
    km="«{title}»៖ មិនយល់ «{text}» ទេ ដូច្នេះបានដាក់ក្នុងកំណត់សម្គាល់។",
)
DISABILITY_NOT_UNDERSTOOD = Sentence(
    en="“{title}”: “{text}” was not understood and was left as not stated.",
    km="«{title}»៖ មិនយល់ «{text}» ទេ ដូច្នេះទុកជាមិនបានបញ្ជាក់។",
)
NEEDS_PRIVATE = Sentence(
    en="“{title}”: “{text}” is private, so it stands in no note that everyone at the desk sees. See"
    " to it yourself.",
    km="«{title}»៖ «{text}» ជារឿងឯកជន ដូច្នេះមិនដាក់ក្នុងកំណត់សម្គាល់ដែលអ្នកនៅតុឃើញទេ។ សូមរៀបចំវាដោយខ្លួនឯង។",
)
NAME_CLEANED = Sentence(
    en="The name had characters that cannot be printed; they were taken out. Check it: “{text}”.",
    km="ឈ្មោះនេះមានតួអក្សរដែលមិនអាចបោះពុម្ពបាន៖ បានដកចេញហើយ។ សូមពិនិត្យ៖ «{text}»។",
)
CATEGORY_UNKNOWN = Sentence(
    en="“{text}” is no category of this event ({count} {count:row|rows}): taken as"
    " “{category}”. Choose which"
    " one it is, or make it a category.",
    km="«{text}» មិនមែនជាប្រភេទរបស់ព្រឹត្តិការណ៍នេះទេ ({count} ជួរដេក)៖ ចាត់ទុកជា «{category}»។"
    " សូមជ្រើសរើសប្រភេទ ឬបង្កើតវាជាប្រភេទថ្មី។",
)
GROUP_UNKNOWN = Sentence(
    en="“{text}” is no discussion group of this event ({count} {count:row|rows}): it stands"
    " in the note."
    " Choose which one it is, or make it a group.",
    km="«{text}» មិនមែនជាក្រុមពិភាក្សារបស់ព្រឹត្តិការណ៍នេះទេ ({count} ជួរដេក)៖ បានដាក់ក្នុងកំណត់សម្គាល់។"
    " សូមជ្រើសរើសក្រុម ឬបង្កើតវាជាក្រុមថ្មី។",
)
PROVINCE_UNKNOWN = Sentence(
    en="“{text}” is no province of Cambodia ({count} {count:row|rows}): it stands in the note."
    " Choose which one it is, or leave it there.",
    km="«{text}» មិនមែនជារាជធានី-ខេត្តរបស់កម្ពុជាទេ ({count} ជួរដេក)៖ បានដាក់ក្នុងកំណត់សម្គាល់។"
    " សូមជ្រើសរើសខេត្ត ឬទុកវានៅទីនោះ។",
)
SHORTENED = Sentence(
    en="“{title}” has {length} characters; only the first {most} were taken.",
    km="«{title}» មាន {length} តួអក្សរ៖ យកតែ {most} ដំបូងប៉ុណ្ណោះ។",
)
SEAT = Sentence(
    en="No name yet: taken as a seat for “{organisation}”, to be named when someone comes.",
    km="មិនទាន់មានឈ្មោះ៖ យកជាកន្លែងសម្រាប់ «{organisation}» ដែលនឹងដាក់ឈ្មោះពេលមានអ្នកមក។",
)
SEATS = Sentence(
    en="Keeps {count} places for “{organisation}”: one seat was taken. Add the others at the desk"
    " (F2, then Ctrl+Enter), or give each a row of its own in the list.",
    km="ទុក {count} កន្លែងសម្រាប់ «{organisation}»៖ បានយកតែកន្លែងមួយ។ សូមបន្ថែមកន្លែងផ្សេងទៀតនៅតុចុះឈ្មោះ (F2"
    " រួច Ctrl+Enter) ឬដាក់មួយកន្លែងមួយជួរក្នុងបញ្ជី។",
)
MAYBE_SEAT = Sentence(
    en="“{text}” was taken as someone's name. If it keeps a place for an organisation, empty the"
    " name in the list, or correct it at the desk.",
    km="«{text}» ត្រូវបានយកជាឈ្មោះមនុស្ស។ បើវាជាកន្លែងទុកសម្រាប់ស្ថាប័ន សូមលុបឈ្មោះក្នុងបញ្ជី ឬកែវានៅតុចុះឈ្មោះ។",
)
WESTERN_TEXT = Sentence(
    en="The file does not say how its letters are stored; it was read as Western "
    "European. Check the "
    "names with accents.",
    km="ឯកសារនេះមិនបញ្ជាក់របៀបរក្សាទុកអក្សរទេ៖ បានអានជាអក្សរអឺរ៉ុបខាងលិច។ សូមពិនិត្យឈ្មោះដែលមានសញ្ញាលើអក្សរ។",
)
BROKEN_LETTERS = Sentence(
    en="Some letters in the file are broken ({count}): they are shown as \ufffd. Check the names"
    " with that sign.",
    km="អក្សរខ្លះក្នុងឯកសារខូច ({count})៖ វាបង្ហាញជា \ufffd។ សូមពិនិត្យឈ្មោះដែលមានសញ្ញានេះ។",
)
MENDED = Sentence(
    en="Khmer that had been read as Western letters (áž…) was put right in {count}"
    " {count:cell|cells}.",
    km="អក្សរខ្មែរដែលត្រូវបានអានខុសជាអក្សរឡាតាំង (áž…) ត្រូវបានកែឱ្យត្រឹមត្រូវក្នុង {count} ក្រឡា។",
)
OWN_WORKBOOK = Sentence(
    en="This is a sign-in workbook of this program: its people are read from one sheet and found"
    " by their codes.",
    km="នេះជាបញ្ជីវត្តមានរបស់កម្មវិធីនេះ៖ មនុស្សត្រូវបានអានពីសន្លឹកតែមួយ និងរកឃើញតាមលេខកូដរបស់ពួកគេ។",
)
TURNED = Sentence(
    en="This sheet stands on its side: each of its columns is a person, so row 2 here is its"
    " column B.",
    km="សន្លឹកនេះដេក៖ ជួរឈរនីមួយៗជាមនុស្សម្នាក់ ដូច្នេះជួរដេកទី ២ នៅទីនេះគឺជួរឈរ B របស់វា។",
)
HIDDEN_COLUMN = Sentence(
    en="The column “{title}” is hidden in the list; it was read.",
    km="ជួរឈរ «{title}» ត្រូវបានលាក់ក្នុងបញ្ជី ប៉ុន្តែបានអាន។",
)

REMEMBERED = Sentence(
    en="The columns are filled as you chose for a list with these titles before.",
    km="ជួរឈរត្រូវបានបំពេញតាមការជ្រើសរើសរបស់អ្នក សម្រាប់បញ្ជីដែលមានចំណងជើងដូចនេះពីមុន។",
)
LEFT_OUT_BY_HAND = Sentence(en="Left out by hand.", km="ទុកចោលដោយដៃ។")
JOINED = Sentence(
    en="The same person as row {row} of “{sheet}”.",
    km="ជាមនុស្សតែម្នាក់ជាមួយជួរដេកទី {row} នៃសន្លឹក «{sheet}»។",
)
CONSENT_STAYS = Sentence(
    en="{name} said at the desk whether photos may be taken; that stays, whatever the list says.",
    km="{name} បានប្រាប់នៅតុចុះឈ្មោះរួចហើយ អំពីការយល់ព្រមថតរូប។ ចម្លើយនោះនៅដដែល ទោះបញ្ជីសរសេរយ៉ាងណាក៏ដោយ។",
)

FIELDS: Mapping[str, Sentence] = {
    "number": Sentence(en="the number", km="លេខរៀង"),
    "id": Sentence(en="a code", km="លេខសម្គាល់"),
    "timestamp": Sentence(en="the time of filling in", km="ពេលបំពេញ"),
    "signature": Sentence(en="the signature", km="ហត្ថលេខា"),
    "name": Sentence(en="the name", km="ឈ្មោះ"),
    "name_km": Sentence(en="the Khmer name", km="ឈ្មោះខ្មែរ"),
    "name_latin": Sentence(en="the Latin name", km="ឈ្មោះឡាតាំង"),
    "surname": Sentence(en="the surname", km="នាមត្រកូល"),
    "given": Sentence(en="the given name", km="នាមខ្លួន"),
    "honorific": Sentence(en="the honorific", km="គោរមងារ"),
    "sex": Sentence(en="the sex", km="ភេទ"),
    "female": Sentence(en="the tick for female", km="សញ្ញាគូសស្រី"),
    "male": Sentence(en="the tick for male", km="សញ្ញាគូសប្រុស"),
    "age": Sentence(en="the age", km="អាយុ"),
    "age_band": Sentence(en="the age band", km="ក្រុមអាយុ"),
    "birth": Sentence(en="the date of birth", km="ថ្ងៃខែឆ្នាំកំណើត"),
    "position": Sentence(en="the position", km="តួនាទី"),
    "position_km": Sentence(en="the position in Khmer", km="តួនាទីជាភាសាខ្មែរ"),
    "position_en": Sentence(en="the position in English", km="តួនាទីជាភាសាអង់គ្លេស"),
    "organisation": Sentence(en="the organisation", km="ស្ថាប័ន"),
    "organisation_km": Sentence(en="the organisation in Khmer", km="ស្ថាប័នជាភាសាខ្មែរ"),
    "organisation_en": Sentence(en="the organisation in English", km="ស្ថាប័នជាភាសាអង់គ្លេស"),
    "category": Sentence(en="the category", km="ប្រភេទ"),
    "group": Sentence(en="the discussion group", km="ក្រុមពិភាក្សា"),
    "province": Sentence(en="the province", km="រាជធានី-ខេត្ត"),
    "phone": Sentence(en="the phone number", km="លេខទូរស័ព្ទ"),
    "email": Sentence(en="the email", km="អ៊ីមែល"),
    "disability": Sentence(en="the disability", km="ពិការភាព"),
    "needs": Sentence(en="what someone needs (private)", km="តម្រូវការពិសេស (ឯកជន)"),
    "photo_consent": Sentence(en="the consent to photos", km="ការយល់ព្រមថតរូប"),
    "note": Sentence(en="the note", km="កំណត់សម្គាល់"),
}
"""What the fields of a list and of a person are called within a sentence."""
