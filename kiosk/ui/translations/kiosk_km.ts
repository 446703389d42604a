<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="km_KH">
<context>
    <name>BadgeWork</name>
    <message>
        <source>Where to write it</source>
        <translation>កន្លែងត្រូវរក្សាទុក</translation>
    </message>
</context>
<context>
    <name>BoxDialog</name>
    <message>
        <source>Badges as a PDF</source>
        <translation>ផ្លាកឈ្មោះជា PDF</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>ទាំងអស់គ្នា</translation>
    </message>
    <message>
        <source>those who are not here yet</source>
        <translation>អ្នកដែលមិនទាន់មកដល់</translation>
    </message>
    <message>
        <source>those who are here</source>
        <translation>អ្នកដែលបានមកដល់</translation>
    </message>
    <message>
        <source>by Khmer name, as the dictionary</source>
        <translation>តាមឈ្មោះខ្មែរ ដូចវចនានុក្រម</translation>
    </message>
    <message>
        <source>by Latin family name</source>
        <translation>តាមនាមត្រកូលឡាតាំង</translation>
    </message>
    <message>
        <source>by category, then Khmer name</source>
        <translation>តាមប្រភេទ រួចតាមឈ្មោះខ្មែរ</translation>
    </message>
    <message>
        <source>as the list was</source>
        <translation>តាមលំដាប់ក្នុងបញ្ជី</translation>
    </message>
    <message>
        <source>to be written by hand</source>
        <translation>សរសេរដោយដៃ</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>របស់អ្នកណា</translation>
    </message>
    <message>
        <source>Sorted</source>
        <translation>តម្រៀប</translation>
    </message>
    <message>
        <source>Badge design</source>
        <translation>គំរូផ្លាកឈ្មោះ</translation>
    </message>
    <message>
        <source>First free label of the first sheet</source>
        <translation>ស្លាកទំនេរដំបូងលើសន្លឹកទីមួយ</translation>
    </message>
    <message>
        <source>Blank badges for walk-ins, at the end</source>
        <translation>ផ្លាកទទេសម្រាប់អ្នកមកថ្មី នៅខាងចុង</translation>
    </message>
    <message>
        <source>Category on the blank ones</source>
        <translation>ប្រភេទលើផ្លាកទទេ</translation>
    </message>
    <message>
        <source>Write the PDF…</source>
        <translation>សរសេរ PDF…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Print them at 100 %, not fitted to the page.</source>
        <translation>សូមបោះពុម្ពទំហំ ១០០ % កុំឱ្យបង្រួមតាមទំព័រ។</translation>
    </message>
</context>
<context>
    <name>Choosing</name>
    <message>
        <source>These are only alike. ↓ chooses one; F2 is for a new person.</source>
        <translation>ទាំងនេះគ្រាន់តែស្រដៀងប៉ុណ្ណោះ។ ↓ ជ្រើសរើសម្នាក់ ឬ F2 សម្រាប់អ្នកថ្មី។</translation>
    </message>
    <message>
        <source>Scanned “%1”: no badge of this event. Look the person up by name.</source>
        <translation>បានស្កេន «%1»៖ មិនមែនផ្លាករបស់ព្រឹត្តិការណ៍នេះទេ។ សូមស្វែងរកតាមឈ្មោះ។</translation>
    </message>
    <message>
        <source>%1 is not here: the arrival was taken back.</source>
        <translation>%1 មិននៅទីនេះទេ៖ ការមកដល់ត្រូវបានដកវិញ។</translation>
    </message>
    <message>
        <source>%1 is off the event. Ctrl+Z brings them back.</source>
        <translation>បានដក %1 ចេញពីព្រឹត្តិការណ៍។ Ctrl+Z យកមកវិញ។</translation>
    </message>
</context>
<context>
    <name>CloseButton</name>
    <message>
        <source>Close Tab</source>
        <translation>បិទផ្ទាំង</translation>
    </message>
</context>
<context>
    <name>CopyLine</name>
    <message>
        <source>Copied just now</source>
        <translation>ទើបតែចម្លងទុក</translation>
    </message>
    <message>
        <source>Copied %1 min ago</source>
        <translation>ចម្លងទុក %1 នាទីមុន</translation>
    </message>
    <message>
        <source>Copied %1 h ago</source>
        <translation>ចម្លងទុក %1 ម៉ោងមុន</translation>
    </message>
</context>
<context>
    <name>DesignDialog</name>
    <message>
        <source>Badge designs</source>
        <translation>គំរូផ្លាកឈ្មោះ</translation>
    </message>
    <message>
        <source>Edit a copy</source>
        <translation>កែច្បាប់ចម្លង</translation>
    </message>
    <message>
        <source>Add from a file…</source>
        <translation>បន្ថែមពីឯកសារ…</translation>
    </message>
    <message>
        <source>Write to a file…</source>
        <translation>សរសេរទៅឯកសារ…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>លុប</translation>
    </message>
    <message>
        <source>Logo…</source>
        <translation>ឡូហ្គោ…</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>គ្មានឡូហ្គោ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Keep this design</source>
        <translation>រក្សាទុកគំរូនេះ</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>ប្រើមួយនេះ</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>កែ</translation>
    </message>
    <message>
        <source>the back</source>
        <translation>ខាងខ្នង</translation>
    </message>
    <message>
        <source>the sheet</source>
        <translation>សន្លឹកទាំងមូល</translation>
    </message>
    <message>
        <source>Add a design</source>
        <translation>បន្ថែមគំរូ</translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>កន្លែងត្រូវរក្សាទុក</translation>
    </message>
    <message>
        <source>The organizer&apos;s logo</source>
        <translation>ឡូហ្គោរបស់អ្នករៀបចំ</translation>
    </message>
    <message>
        <source>no logo</source>
        <translation>គ្មានឡូហ្គោ</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>&amp;Event</source>
        <translation>ព្រឹត្តិការណ៍(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Person</source>
        <translation>អ្នកចូលរួម(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Desk</source>
        <translation>តុ(&amp;D)</translation>
    </message>
    <message>
        <source>PRACTICE: a copy. Nothing here counts, nothing is printed. %1 ends it.</source>
        <translation>ការហាត់៖ នេះជាច្បាប់ចម្លង។ អ្វីនៅទីនេះមិនរាប់បញ្ចូលទេ ហើយមិនបោះពុម្ពទេ។ %1 បញ្ចប់ការហាត់។</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Sign-in workbook for donors</source>
        <translation>បញ្ជីវត្តមានសម្រាប់ម្ចាស់ជំនួយ</translation>
    </message>
    <message>
        <source>Sign-in workbook for finance</source>
        <translation>បញ្ជីវត្តមានសម្រាប់ហិរញ្ញវត្ថុ</translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>កន្លែងត្រូវរក្សាទុក</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>Title in Khmer</source>
        <translation>ចំណងជើងជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>ចំណងជើងជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>Kind of event in Khmer</source>
        <translation>ប្រភេទព្រឹត្តិការណ៍ជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>Kind of event in English</source>
        <translation>ប្រភេទព្រឹត្តិការណ៍ជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>Organizer in Khmer</source>
        <translation>អ្នករៀបចំជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>Organizer in English</source>
        <translation>អ្នករៀបចំជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>Venue in Khmer</source>
        <translation>ទីកន្លែងជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>Venue in English</source>
        <translation>ទីកន្លែងជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>City in Khmer</source>
        <translation>ទីក្រុងជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>City in English</source>
        <translation>ទីក្រុងជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>Photo notice in Khmer</source>
        <translation>សេចក្តីជូនដំណឹងអំពីការថតរូបជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>Photo notice in English</source>
        <translation>សេចក្តីជូនដំណឹងអំពីការថតរូបជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>អាសយដ្ឋាន</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>លេខទូរស័ព្ទ</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>អ៊ីមែល</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>គេហទំព័រ</translation>
    </message>
    <message>
        <source>Donor</source>
        <translation>ម្ចាស់ជំនួយ</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>គម្រោង</translation>
    </message>
    <message>
        <source>Grant number</source>
        <translation>លេខកិច្ចសន្យាជំនួយ</translation>
    </message>
    <message>
        <source>Activity code</source>
        <translation>កូដសកម្មភាព</translation>
    </message>
    <message>
        <source>Registration opens</source>
        <translation>ម៉ោងបើកចុះឈ្មោះ</translation>
    </message>
    <message>
        <source>Registration closes</source>
        <translation>ម៉ោងបិទចុះឈ្មោះ</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>ម៉ោងចាប់ផ្តើម</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>ម៉ោងបញ្ចប់</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>ថ្ងៃ</translation>
    </message>
    <message>
        <source>Expected participants</source>
        <translation>ចំនួនអ្នកដែលរំពឹងទុក</translation>
    </message>
    <message>
        <source>Donor and grant</source>
        <translation>ម្ចាស់ជំនួយ និងជំនួយ</translation>
    </message>
    <message>
        <source>Categories and allowances</source>
        <translation>ប្រភេទ និងប្រាក់ឧបត្ថម្ភ</translation>
    </message>
    <message>
        <source>Riel for 1 dollar</source>
        <translation>រៀលក្នុង ១ ដុល្លារ</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>ក្រុម</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>របៀបវារៈ</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>ភាសា</translation>
    </message>
    <message>
        <source>Timezone</source>
        <translation>ល្វែងម៉ោង</translation>
    </message>
    <message>
        <source>How long names are kept</source>
        <translation>រយៈពេលរក្សាទុកឈ្មោះ</translation>
    </message>
    <message>
        <source>Badge design</source>
        <translation>គំរូផ្លាកឈ្មោះ</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>ឡូហ្គោ</translation>
    </message>
</context>
<context>
    <name>FactsDialog</name>
    <message>
        <source>Facts of the event</source>
        <translation>ព័ត៌មានព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>Khmer</source>
        <translation>ខ្មែរ</translation>
    </message>
    <message>
        <source>English</source>
        <translation>អង់គ្លេស</translation>
    </message>
    <message>
        <source>Transport, $</source>
        <translation>ថ្លៃធ្វើដំណើរ ($)</translation>
    </message>
    <message>
        <source>Meals, $</source>
        <translation>ថ្លៃអាហារ ($)</translation>
    </message>
    <message>
        <source>Lodging, $</source>
        <translation>ថ្លៃស្នាក់នៅ ($)</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>លេខសម្គាល់</translation>
    </message>
    <message>
        <source>allowances in dollars only</source>
        <translation>ប្រាក់ឧបត្ថម្ភគិតជាដុល្លារប៉ុណ្ណោះ</translation>
    </message>
    <message>
        <source>Riel for 1 dollar</source>
        <translation>រៀលក្នុង ១ ដុល្លារ</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>លេខ</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>ម៉ោងចាប់ផ្តើម</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>ម៉ោងបញ្ចប់</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>អ្នកទទួលបន្ទុក</translation>
    </message>
    <message>
        <source>Speakers, one after a ;</source>
        <translation>វាគ្មិន បំបែកដោយ ;</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>ក្រុម</translation>
    </message>
    <message>
        <source>Texts and times</source>
        <translation>អត្ថបទ និងម៉ោង</translation>
    </message>
    <message>
        <source>Categories and allowances</source>
        <translation>ប្រភេទ និងប្រាក់ឧបត្ថម្ភ</translation>
    </message>
    <message>
        <source>Agenda</source>
        <translation>របៀបវារៈ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>រក្សាទុក</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>ថ្ងៃ</translation>
    </message>
    <message>
        <source>Expected participants</source>
        <translation>ចំនួនអ្នកដែលរំពឹងទុក</translation>
    </message>
    <message>
        <source>Counts until a list is read.</source>
        <translation>រាប់ចំនួននេះ រហូតដល់ពេលអានបញ្ជី។</translation>
    </message>
    <message>
        <source>to be confirmed</source>
        <translation>រង់ចាំបញ្ជាក់</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Look in:</source>
        <translation>ក្នុងថត៖</translation>
    </message>
    <message>
        <source>Name of the file:</source>
        <translation>ឈ្មោះឯកសារ៖</translation>
    </message>
    <message>
        <source>Kind of file:</source>
        <translation>ប្រភេទឯកសារ៖</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>បើក</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>ជ្រើសរើស</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>រក្សាទុក</translation>
    </message>
</context>
<context>
    <name>FillingIn</name>
    <message>
        <source>Expected: %1</source>
        <translation>រំពឹងទុក៖ %1</translation>
    </message>
    <message>
        <source>Corrected: %1</source>
        <translation>បានកែតម្រូវ៖ %1</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Organizer – lock</source>
        <translation>អ្នករៀបចំ – ចាក់សោ</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ចាក់សោ</translation>
    </message>
    <message>
        <source>The organizer&apos;s part is open. Lock it now: %1</source>
        <translation>ផ្នែកអ្នករៀបចំកំពុងបើក។ ចាក់សោឥឡូវនេះ៖ %1</translation>
    </message>
    <message>
        <source>arrived of expected</source>
        <translation>មកដល់ / រំពឹងទុក</translation>
    </message>
    <message>
        <source>+ %1 walk-ins</source>
        <translation>+ អ្នកមកថ្មី %1</translation>
    </message>
    <message>
        <source>+ %1 walk-in</source>
        <translation>+ អ្នកមកថ្មី %1</translation>
    </message>
</context>
<context>
    <name>Keeper</name>
    <message>
        <source>The stick for copies</source>
        <translation>USB សម្រាប់ច្បាប់ចម្លង</translation>
    </message>
    <message>
        <source>The event is copied there, and again whenever the stick is in.</source>
        <translation>បានចម្លងព្រឹត្តិការណ៍ទៅទីនោះ ហើយនឹងចម្លងទៀតរាល់ពេលដោត USB។</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>arrived, badge</source>
        <translation>មកដល់ បោះពុម្ពផ្លាក</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>ជ្រើសរើស</translation>
    </message>
    <message>
        <source>New person (walk-in)</source>
        <translation>ចុះឈ្មោះអ្នកថ្មី</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>អ្នកថ្មី</translation>
    </message>
    <message>
        <source>Correct this person</source>
        <translation>កែតម្រូវព័ត៌មានអ្នកនេះ</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>កែតម្រូវ</translation>
    </message>
    <message>
        <source>Photos: once yes, twice no</source>
        <translation>ថតរូប៖ ម្តង គឺបាន ពីរដង គឺមិនបាន</translation>
    </message>
    <message>
        <source>photos?</source>
        <translation>ថតរូប?</translation>
    </message>
    <message>
        <source>Signature…</source>
        <translation>ហត្ថលេខា…</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>ចុះហត្ថលេខា</translation>
    </message>
    <message>
        <source>Someone else comes in place…</source>
        <translation>មានអ្នកផ្សេងមកជំនួស…</translation>
    </message>
    <message>
        <source>Show phone and private facts</source>
        <translation>បង្ហាញទូរស័ព្ទ និងព័ត៌មានឯកជន</translation>
    </message>
    <message>
        <source>What was done, and when</source>
        <translation>អ្វីដែលបានធ្វើ និងពេលណា</translation>
    </message>
    <message>
        <source>Blank the screen</source>
        <translation>បិទបាំងអេក្រង់</translation>
    </message>
    <message>
        <source>Print the badge again</source>
        <translation>បោះពុម្ពផ្លាកម្តងទៀត</translation>
    </message>
    <message>
        <source>Not here after all</source>
        <translation>មិនទាន់មកទេ</translation>
    </message>
    <message>
        <source>Take off the event</source>
        <translation>ដកចេញពីព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>ត្រឡប់វិញ</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>ត្រឡប់វិញ</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>ធ្វើឡើងវិញ</translation>
    </message>
    <message>
        <source>Speak Khmer · ខ្មែរ</source>
        <translation>ភាសាអង់គ្លេស · English</translation>
    </message>
    <message>
        <source>ខ្មែរ</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>អក្សរធំជាង</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>អក្សរតូចជាង</translation>
    </message>
    <message>
        <source>Colours: as the system, light, dark, contrast</source>
        <translation>ពណ៌៖ តាមប្រព័ន្ធ ភ្លឺ ងងឹត កម្រិតច្បាស់</translation>
    </message>
    <message>
        <source>Print what is waiting</source>
        <translation>បោះពុម្ពអ្វីដែលកំពុងរង់ចាំ</translation>
    </message>
    <message>
        <source>Go on with another printer</source>
        <translation>បន្តជាមួយម៉ាស៊ីនបោះពុម្ពផ្សេង</translation>
    </message>
    <message>
        <source>The badge came out</source>
        <translation>ផ្លាកឈ្មោះចេញហើយ</translation>
    </message>
    <message>
        <source>Read a participant list…</source>
        <translation>អានបញ្ជីអ្នកចូលរួម…</translation>
    </message>
    <message>
        <source>Sign-in workbook for donors…</source>
        <translation>បញ្ជីវត្តមានសម្រាប់ម្ចាស់ជំនួយ…</translation>
    </message>
    <message>
        <source>Sign-in workbook for finance…</source>
        <translation>បញ្ជីវត្តមានសម្រាប់ហិរញ្ញវត្ថុ…</translation>
    </message>
    <message>
        <source>Sign-in sheet on paper…</source>
        <translation>បញ្ជីវត្តមានលើក្រដាស…</translation>
    </message>
    <message>
        <source>Badges as a PDF…</source>
        <translation>ផ្លាកឈ្មោះជា PDF…</translation>
    </message>
    <message>
        <source>Printer and badge…</source>
        <translation>ម៉ាស៊ីនបោះពុម្ព និងផ្លាក…</translation>
    </message>
    <message>
        <source>Badge designs and logo…</source>
        <translation>គំរូផ្លាកឈ្មោះ និងឡូហ្គោ…</translation>
    </message>
    <message>
        <source>Categories and allowances…</source>
        <translation>ប្រភេទ និងប្រាក់ឧបត្ថម្ភ…</translation>
    </message>
    <message>
        <source>Groups of the event…</source>
        <translation>ក្រុមរបស់ព្រឹត្តិការណ៍…</translation>
    </message>
    <message>
        <source>Facts of the event…</source>
        <translation>ព័ត៌មានព្រឹត្តិការណ៍…</translation>
    </message>
    <message>
        <source>The morning at a glance</source>
        <translation>ស្ថានភាពពេលព្រឹក</translation>
    </message>
    <message>
        <source>at a glance</source>
        <translation>ស្ថានភាព</translation>
    </message>
    <message>
        <source>Lists for the groups&apos; doors…</source>
        <translation>បញ្ជីបិទនៅមាត់ទ្វារក្រុម…</translation>
    </message>
    <message>
        <source>Whom not to photograph…</source>
        <translation>អ្នកដែលហាមថតរូប…</translation>
    </message>
    <message>
        <source>Setting up, step by step</source>
        <translation>រៀបចំជាមុន ម្តងមួយជំហាន</translation>
    </message>
    <message>
        <source>Copies on a stick…</source>
        <translation>ច្បាប់ចម្លងលើ USB…</translation>
    </message>
    <message>
        <source>Passphrase of the event…</source>
        <translation>ឃ្លាសម្ងាត់របស់ព្រឹត្តិការណ៍…</translation>
    </message>
    <message>
        <source>Practise on a copy, or end practice</source>
        <translation>ហាត់លើច្បាប់ចម្លង ឬបញ្ចប់ការហាត់</translation>
    </message>
    <message>
        <source>Organizer&apos;s PIN…</source>
        <translation>លេខសម្ងាត់អ្នករៀបចំ…</translation>
    </message>
    <message>
        <source>Organizer: unlock, or lock now</source>
        <translation>អ្នករៀបចំ៖ ដោះសោ ឬចាក់សោឥឡូវនេះ</translation>
    </message>
    <message>
        <source>Another event…</source>
        <translation>ព្រឹត្តិការណ៍ផ្សេង…</translation>
    </message>
    <message>
        <source>Close the desk</source>
        <translation>បិទតុ</translation>
    </message>
    <message>
        <source>save</source>
        <translation>រក្សាទុក</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>ប្រអប់បន្ទាប់</translation>
    </message>
    <message>
        <source>back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>open</source>
        <translation>បើក</translation>
    </message>
    <message>
        <source>to this person</source>
        <translation>ទៅរកអ្នកនេះ</translation>
    </message>
    <message>
        <source>unlock</source>
        <translation>ដោះសោ</translation>
    </message>
    <message>
        <source>phone numbers</source>
        <translation>លេខទូរស័ព្ទ</translation>
    </message>
    <message>
        <source>scroll</source>
        <translation>រំកិលទំព័រ</translation>
    </message>
</context>
<context>
    <name>ListDialog</name>
    <message>
        <source>Read a participant list</source>
        <translation>អានបញ្ជីអ្នកចូលរួម</translation>
    </message>
    <message>
        <source>Take this list</source>
        <translation>យកបញ្ជីនេះ</translation>
    </message>
    <message>
        <source>Rows that may be someone already there</source>
        <translation>ជួរដេកដែលអាចជាមនុស្សមានស្រាប់</translation>
    </message>
    <message>
        <source>Leave out until answered</source>
        <translation>ទុកចោលរហូតដល់ឆ្លើយ</translation>
    </message>
    <message>
        <source>All the same person</source>
        <translation>ទាំងអស់ជាមនុស្សតែម្នាក់</translation>
    </message>
    <message>
        <source>All someone else</source>
        <translation>ទាំងអស់ជាមនុស្សផ្សេង</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>ទុកអ្វីៗដូចដើម</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>បញ្ឈប់</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>កំពុងអានឯកសារ …</translation>
    </message>
    <message>
        <source>Comparing with the event …</source>
        <translation>កំពុងប្រៀបធៀបនឹងព្រឹត្តិការណ៍ …</translation>
    </message>
    <message>
        <source>Writing …</source>
        <translation>កំពុងរក្សាទុក …</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 the same; %4 not taken, %5 to look at.</source>
        <translation>ថ្មី %1 កែប្រែ %2 ដដែល %3។ មិនយក %4 ត្រូវពិនិត្យ %5។</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>សន្លឹក</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>ជួរ</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>សំណួរ</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>ចម្លើយ</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>ត្រូវពិនិត្យ</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>មិនយក</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>មូលហេតុ</translation>
    </message>
    <message>
        <source>Choose the category above</source>
        <translation>ជ្រើសរើសប្រភេទនៅខាងលើ</translation>
    </message>
    <message>
        <source>“%1”: taken as you answered.</source>
        <translation>«%1»៖ យកតាមចម្លើយរបស់អ្នក។</translation>
    </message>
    <message>
        <source>%1, %2: the desk has “%3”, the list says “%4”.</source>
        <translation>%1 %2៖ តុចុះឈ្មោះមាន «%3» ចំណែកបញ្ជីសរសេរថា «%4»។</translation>
    </message>
    <message>
        <source>Keep the desk&apos;s</source>
        <translation>រក្សាទុករបស់តុចុះឈ្មោះ</translation>
    </message>
    <message>
        <source>Take the list&apos;s</source>
        <translation>យកតាមបញ្ជី</translation>
    </message>
    <message>
        <source>The same person: %1</source>
        <translation>មនុស្សតែម្នាក់៖ %1</translation>
    </message>
    <message>
        <source>Not answered: left out</source>
        <translation>មិនទាន់ឆ្លើយ៖ ទុកចោល</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>មនុស្សផ្សេង</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>ទុកចោល</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>ទុកនៅដដែល</translation>
    </message>
    <message>
        <source>Make the category “%1”</source>
        <translation>បង្កើតប្រភេទ «%1»</translation>
    </message>
    <message>
        <source>Make the group “%1”</source>
        <translation>បង្កើតក្រុម «%1»</translation>
    </message>
    <message>
        <source>Category of people whose row says none</source>
        <translation>ប្រភេទសម្រាប់អ្នកដែលបញ្ជីមិនបានបញ្ជាក់</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ឈ្មោះ</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>ស្ថាប័ន</translation>
    </message>
    <message>
        <source>New</source>
        <translation>ថ្មី</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>ព័ត៌មាន</translation>
    </message>
    <message>
        <source>Until now</source>
        <translation>មកទល់ពេលនេះ</translation>
    </message>
    <message>
        <source>In the list</source>
        <translation>ក្នុងបញ្ជី</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>កែប្រែ</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>ជួរឈរ</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>ចំណងជើង</translation>
    </message>
    <message>
        <source>Fills</source>
        <translation>បំពេញ</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>ឧទាហរណ៍</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>ជួរឈរ</translation>
    </message>
</context>
<context>
    <name>ListReading</name>
    <message>
        <source>Locked</source>
        <translation>ចាក់សោ</translation>
    </message>
</context>
<context>
    <name>LongWork</name>
    <message>
        <source>Call it off</source>
        <translation>បោះបង់</translation>
    </message>
</context>
<context>
    <name>MorningPage</name>
    <message>
        <source>Not here yet</source>
        <translation>មិនទាន់មក</translation>
    </message>
    <message>
        <source>No photos</source>
        <translation>ហាមថតរូប</translation>
    </message>
    <message>
        <source>Whom the list shows</source>
        <translation>បញ្ជីបង្ហាញនរណា</translation>
    </message>
    <message>
        <source>People</source>
        <translation>អ្នកចូលរួម</translation>
    </message>
    <message>
        <source>Arrivals in five minutes</source>
        <translation>ចំនួនមកដល់ក្នុង ៥ នាទីម្តង</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>មកដល់</translation>
    </message>
    <message>
        <source>Lists for the doors…</source>
        <translation>បញ្ជីបិទមាត់ទ្វារ…</translation>
    </message>
    <message>
        <source>This list as a PDF…</source>
        <translation>បញ្ជីនេះជា PDF…</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>ត្រឡប់ (Esc)</translation>
    </message>
    <message>
        <source>tick: share among all; last line: here of all, walk-ins too</source>
        <translation>គំនូស៖ ចំណែកក្នុងចំណោមទាំងអស់។ ក្រោមគេ៖ មកដល់ / សរុប (ទាំងមកថ្មី)</translation>
    </message>
    <message>
        <source>all are in, at this pace</source>
        <translation>នឹងមកគ្រប់គ្នា តាមល្បឿននេះ</translation>
    </message>
    <message>
        <source>people in five minutes, lately</source>
        <translation>នាក់ក្នុង ៥ នាទី ថ្មីៗនេះ</translation>
    </message>
    <message>
        <source>Groups by sex and category</source>
        <translation>ក្រុមតាមភេទ និងប្រភេទ</translation>
    </message>
    <message>
        <source>Here of the %1 expected; dashed: at this pace</source>
        <translation>អ្នកមកដល់ ក្នុង %1 នាក់ដែលរំពឹងទុក; បន្ទាត់ដាច់ៗ៖ តាមល្បឿននេះ</translation>
    </message>
    <message>
        <source>Arrivals in five minutes; hatched: walk-ins</source>
        <translation>ចំនួនមកដល់ក្នុង ៥ នាទីម្តង; ឆ្នូតៗ៖ អ្នកមកថ្មី</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>នាក់មិនទាន់មកដល់</translation>
    </message>
    <message>
        <source>no photos; %1 of %2 asked</source>
        <translation>នាក់ហាមថតរូប បានសួរ %1 ក្នុង %2</translation>
    </message>
    <message>
        <source>Without a group</source>
        <translation>មិនទាន់មានក្រុម</translation>
    </message>
    <message>
        <source>Women</source>
        <translation>ស្រី</translation>
    </message>
    <message>
        <source>Men</source>
        <translation>ប្រុស</translation>
    </message>
</context>
<context>
    <name>NewPassphraseDialog</name>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Protect with a passphrase</source>
        <translation>ការពារដោយឃ្លាសម្ងាត់</translation>
    </message>
    <message>
        <source>The event and its copies open with the passphrase only. A lost one is final: no one can open the event again, not even who made this program. Write it down, and keep the paper apart from the laptop.</source>
        <translation>ព្រឹត្តិការណ៍ និងច្បាប់ចម្លងរបស់វាបើកបានតែដោយឃ្លាសម្ងាត់ប៉ុណ្ណោះ។ បើបាត់ គឺបាត់រហូត៖ គ្មាននរណាអាចបើកវាបានទៀតទេ សូម្បីតែអ្នកបង្កើតកម្មវិធីនេះ។ សូមសរសេរវាលើក្រដាស ហើយទុកក្រដាសនោះដាច់ពីកុំព្យូទ័រ។</translation>
    </message>
    <message>
        <source>Suggest one</source>
        <translation>ស្នើមួយ</translation>
    </message>
    <message>
        <source>I have written it down.</source>
        <translation>ខ្ញុំបានសរសេរវាទុកហើយ។</translation>
    </message>
    <message>
        <source>Take the passphrase off</source>
        <translation>ដកឃ្លាសម្ងាត់ចេញ</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>ការពារ</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>ប្តូរវា</translation>
    </message>
    <message>
        <source>Passphrase now</source>
        <translation>ឃ្លាសម្ងាត់បច្ចុប្បន្ន</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>ឃ្លាសម្ងាត់ថ្មី</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>វាយម្តងទៀត</translation>
    </message>
</context>
<context>
    <name>Orders</name>
    <message>
        <source>by Khmer name, as the dictionary</source>
        <translation>តាមឈ្មោះខ្មែរ ដូចវចនានុក្រម</translation>
    </message>
    <message>
        <source>by Latin name, A to Z</source>
        <translation>តាមឈ្មោះឡាតាំង ពី A ដល់ Z</translation>
    </message>
    <message>
        <source>as they came onto the event</source>
        <translation>តាមលំដាប់ក្នុងបញ្ជី</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Sign-in sheet on paper</source>
        <translation>បញ្ជីវត្តមានលើក្រដាស</translation>
    </message>
    <message>
        <source>The names are filled in</source>
        <translation>បំពេញឈ្មោះជាស្រេច</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>លំដាប់</translation>
    </message>
    <message>
        <source>Empty rows for walk-ins</source>
        <translation>ជួរទទេសម្រាប់អ្នកមកថ្មី</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>បន្ត</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Registration kiosk</source>
        <translation>តុចុះឈ្មោះ</translation>
    </message>
    <message>
        <source>“%1” is protected</source>
        <translation>«%1» ត្រូវបានការពារ</translation>
    </message>
    <message>
        <source>Type its passphrase. A lost one is final: no one can open the event without it, and there is no way around.</source>
        <translation>សូមវាយឃ្លាសម្ងាត់របស់វា។ បើបាត់ គឺបាត់រហូត៖ គ្មាននរណាអាចបើកព្រឹត្តិការណ៍ដោយគ្មានវាបានទេ ហើយគ្មានផ្លូវផ្សេងឡើយ។</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>ឃ្លាសម្ងាត់</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>កំពុងបើក…</translation>
    </message>
    <message>
        <source>Wait %1 s</source>
        <translation>រង់ចាំ %1 វិនាទី</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>បើក</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Group %1</source>
        <translation>ក្រុម %1</translation>
    </message>
    <message>
        <source>Here since %1</source>
        <translation>មកដល់ម៉ោង %1</translation>
    </message>
    <message>
        <source>Replaced by %1</source>
        <translation>ជំនួសដោយ %1</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>មិនទាន់មានឈ្មោះ</translation>
    </message>
</context>
<context>
    <name>PersonCard</name>
    <message>
        <source>Check in (Enter)</source>
        <translation>មកដល់ហើយ (Enter)</translation>
    </message>
    <message>
        <source>Edit (F4)</source>
        <translation>កែតម្រូវ (F4)</translation>
    </message>
    <message>
        <source>In place… (Ctrl+R)</source>
        <translation>មកជំនួស… (Ctrl+R)</translation>
    </message>
    <message>
        <source>Badge again (Ctrl+P)</source>
        <translation>ផ្លាកម្តងទៀត (Ctrl+P)</translation>
    </message>
    <message>
        <source>Signature (Ctrl+S)</source>
        <translation>ហត្ថលេខា (Ctrl+S)</translation>
    </message>
    <message>
        <source>Not here (Ctrl+D)</source>
        <translation>មិនទាន់មក (Ctrl+D)</translation>
    </message>
    <message>
        <source>Photos? (F3)</source>
        <translation>ថតរូបបានទេ? (F3)</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>បាទ/ចាស</translation>
    </message>
    <message>
        <source>No</source>
        <translation>ទេ</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>មិនទាន់សួរ</translation>
    </message>
    <message>
        <source>May photos be taken?</source>
        <translation>យល់ព្រមឱ្យថតរូបទេ?</translation>
    </message>
    <message>
        <source>Who is chosen stands here, with the badge as it will be printed.</source>
        <translation>អ្នកដែលបានជ្រើស បង្ហាញនៅទីនេះ ជាមួយផ្លាកឈ្មោះដូចដែលនឹងបោះពុម្ព។</translation>
    </message>
    <message>
        <source>In place of %1</source>
        <translation>មកជំនួស %1</translation>
    </message>
    <message>
        <source>%1 came in their place</source>
        <translation>%1 បានមកជំនួសគាត់</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>អ្នកមកថ្មី</translation>
    </message>
    <message>
        <source>Photos: %1</source>
        <translation>ថតរូប៖ %1</translation>
    </message>
    <message>
        <source>What else can be done for this person</source>
        <translation>អ្វីផ្សេងទៀតដែលអាចធ្វើសម្រាប់អ្នកនេះ</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>ផ្សេងទៀត…</translation>
    </message>
    <message>
        <source>No photo!</source>
        <translation>ហាមថតរូប!</translation>
    </message>
    <message>
        <source>Photos: %1 (F3)</source>
        <translation>ថតរូប៖ %1 (F3)</translation>
    </message>
    <message>
        <source>signed for by %1</source>
        <translation>ចុះហត្ថលេខាជំនួសដោយ %1</translation>
    </message>
    <message>
        <source>Signed on the screen</source>
        <translation>បានចុះហត្ថលេខាលើអេក្រង់</translation>
    </message>
    <message>
        <source>Thumbprint on paper</source>
        <translation>ផ្តិតមេដៃលើក្រដាស</translation>
    </message>
    <message>
        <source>Disability: with the organizer&apos;s PIN (%1)</source>
        <translation>ពិការភាព៖ ត្រូវការលេខសម្ងាត់អ្នករៀបចំ (%1)</translation>
    </message>
    <message>
        <source>With a disability</source>
        <translation>មានពិការភាព</translation>
    </message>
    <message>
        <source>Without a disability</source>
        <translation>គ្មានពិការភាព</translation>
    </message>
    <message>
        <source>Disability: not stated</source>
        <translation>ពិការភាព៖ មិនបានបញ្ជាក់</translation>
    </message>
    <message>
        <source>Phone: %1</source>
        <translation>ទូរស័ព្ទ៖ %1</translation>
    </message>
    <message>
        <source>Email: %1</source>
        <translation>អ៊ីមែល៖ %1</translation>
    </message>
    <message>
        <source>Age: %1</source>
        <translation>អាយុ៖ %1</translation>
    </message>
    <message>
        <source>organizer</source>
        <translation>អ្នករៀបចំ</translation>
    </message>
    <message>
        <source>Here since %1</source>
        <translation>មកដល់ម៉ោង %1</translation>
    </message>
    <message>
        <source>A seat without a name: press Enter and type who came.</source>
        <translation>កន្លែងមិនទាន់មានឈ្មោះ៖ ចុច Enter រួចវាយឈ្មោះអ្នកដែលមក។</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>New person – a walk-in</source>
        <translation>អ្នកថ្មី – មិនមានក្នុងបញ្ជី</translation>
    </message>
    <message>
        <source>Save, arrived, print (Enter)</source>
        <translation>រក្សាទុក មកដល់ បោះពុម្ព (Enter)</translation>
    </message>
    <message>
        <source>Who came in place of %1?</source>
        <translation>នរណាមកជំនួស %1?</translation>
    </message>
    <message>
        <source>Who came for this seat?</source>
        <translation>តើអ្នកណាមកអង្គុយកន្លែងនេះ?</translation>
    </message>
    <message>
        <source>Correct what is written of this person</source>
        <translation>កែតម្រូវព័ត៌មានរបស់អ្នកនេះ</translation>
    </message>
    <message>
        <source>Save (Enter)</source>
        <translation>រក្សាទុក (Enter)</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>ត្រឡប់ (Esc)</translation>
    </message>
    <message>
        <source>Expected, not here yet (Ctrl+Enter)</source>
        <translation>រំពឹងទុក មិនទាន់មក (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>ស្រី</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>ប្រុស</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>ផ្សេងទៀត</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>បាទ/ចាស</translation>
    </message>
    <message>
        <source>No</source>
        <translation>ទេ</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>មិនទាន់សួរ</translation>
    </message>
    <message>
        <source>Name in Khmer</source>
        <translation>ឈ្មោះជាអក្សរខ្មែរ</translation>
    </message>
    <message>
        <source>Name in Latin letters</source>
        <translation>ឈ្មោះជាអក្សរឡាតាំង</translation>
    </message>
    <message>
        <source>Honorific</source>
        <translation>គោរមងារ</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>ភេទ</translation>
    </message>
    <message>
        <source>Category (needed)</source>
        <translation>ប្រភេទ (ចាំបាច់)</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>ក្រុម</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>ស្ថាប័ន</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>តួនាទី</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>លេខទូរស័ព្ទ</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>អ៊ីមែល</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>រាជធានី-ខេត្ត</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>អាយុ</translation>
    </message>
    <message>
        <source>May photos be taken?</source>
        <translation>យល់ព្រមឱ្យថតរូបទេ?</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>កំណត់សម្គាល់</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>ជ្រើសរើស…</translation>
    </message>
    <message>
        <source>Another person of this name is on the list: %1</source>
        <translation>មានម្នាក់ទៀតឈ្មោះដូចគ្នាក្នុងបញ្ជី៖ %1</translation>
    </message>
    <message>
        <source>“%1” was not typed: the cursor is on “%2”. Arrows choose, Tab goes on.</source>
        <translation>មិនបានវាយ «%1» ទេ៖ អ្នកនៅត្រង់ «%2»។ សញ្ញាព្រួញជ្រើសរើស រួច Tab ទៅប្រអប់បន្ទាប់។</translation>
    </message>
    <message>
        <source>Of which category? ↓ chooses, Enter saves then.</source>
        <translation>ប្រភេទអ្វី? ចុច ↓ ដើម្បីជ្រើសរើស រួច Enter ដើម្បីរក្សាទុក។</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>The organizer&apos;s PIN</source>
        <translation>លេខសម្ងាត់អ្នករៀបចំ</translation>
    </message>
    <message>
        <source>%1 minutes</source>
        <translation>%1 នាទី</translation>
    </message>
    <message>
        <source>%1 minute</source>
        <translation>%1 នាទី</translation>
    </message>
    <message>
        <source>Take the PIN off</source>
        <translation>ដកលេខសម្ងាត់ចេញ</translation>
    </message>
    <message>
        <source>Save (Enter)</source>
        <translation>រក្សាទុក (Enter)</translation>
    </message>
    <message>
        <source>4 to 12 digits. Exports, lists, settings, removing, purging and disability need it; checking in never does. It stops a volunteer at the desk, not someone who takes the file: for that there is the passphrase.</source>
        <translation>ពី ៤ ដល់ ១២ ខ្ទង់។ ការនាំចេញ បញ្ជី ការកំណត់ ការដកឈ្មោះ ការលុបទិន្នន័យ និងព័ត៌មានពិការភាព ត្រូវការវា តែការចុះឈ្មោះមិនត្រូវការទេ។ វាការពារពីអ្នកស្ម័គ្រចិត្តនៅតុ មិនមែនពីអ្នកយកឯកសារទៅទេ៖ សម្រាប់ការនោះមានឃ្លាសម្ងាត់។</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>លេខសម្ងាត់ថ្មី</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>វាយម្តងទៀត</translation>
    </message>
    <message>
        <source>Locks by itself after</source>
        <translation>ចាក់សោដោយខ្លួនឯងក្រោយ</translation>
    </message>
    <message>
        <source>PIN as it is</source>
        <translation>លេខសម្ងាត់បច្ចុប្បន្ន</translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>Take the last digit away</source>
        <translation>លុបលេខចុងក្រោយ</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>The organizer&apos;s PIN</source>
        <translation>លេខសម្ងាត់អ្នករៀបចំ</translation>
    </message>
    <message>
        <source>Unlock (Enter)</source>
        <translation>ដោះសោ (Enter)</translation>
    </message>
    <message>
        <source>Back to the queue (Esc)</source>
        <translation>ត្រឡប់ទៅជួរវិញ (Esc)</translation>
    </message>
    <message>
        <source>Forgotten? Checking in goes on without it. The organizer takes it off with: %1</source>
        <translation>ភ្លេចមែនទេ? ការចុះឈ្មោះនៅបន្តបានដោយគ្មានវា។ អ្នករៀបចំដកវាចេញដោយពាក្យបញ្ជា៖ %1</translation>
    </message>
    <message>
        <source>The organizer&apos;s PIN opens what only the organizer does</source>
        <translation>លេខសម្ងាត់អ្នករៀបចំបើកអ្វីដែលមានតែអ្នករៀបចំធ្វើ</translation>
    </message>
    <message>
        <source>%1 needs the organizer&apos;s PIN</source>
        <translation>%1 ត្រូវការលេខសម្ងាត់អ្នករៀបចំ</translation>
    </message>
</context>
<context>
    <name>PrintLine</name>
    <message>
        <source>Badges: PDF files in “%1”</source>
        <translation>ផ្លាកឈ្មោះ៖ ឯកសារ PDF ក្នុង «%1»</translation>
    </message>
    <message>
        <source>Badges: printer %1</source>
        <translation>ផ្លាកឈ្មោះ៖ ម៉ាស៊ីនបោះពុម្ព %1</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>រង់ចាំ %1</translation>
    </message>
    <message>
        <source>labels left: %1</source>
        <translation>ស្លាកនៅសល់៖ %1</translation>
    </message>
    <message>
        <source>%1 waiting for another printer; F5 prints them on this one.</source>
        <translation>%1 កំពុងរង់ចាំម៉ាស៊ីនបោះពុម្ពផ្សេង F5 បោះពុម្ពវាលើម៉ាស៊ីននេះ។</translation>
    </message>
    <message>
        <source>The roll of “%1” should be used up: put in a new one, then Ctrl+Shift+P and say how many labels it has.</source>
        <translation>រមូរស្លាករបស់ «%1» គួរតែអស់ហើយ៖ សូមដាក់រមូរថ្មី រួចចុច Ctrl+Shift+P ហើយបញ្ជាក់ចំនួនស្លាក។</translation>
    </message>
    <message>
        <source>%1 waiting; F5 prints them, Ctrl+Shift+P takes another printer.</source>
        <translation>រង់ចាំ %1៖ F5 បោះពុម្ព, Ctrl+Shift+P ប្តូរម៉ាស៊ីនបោះពុម្ព។</translation>
    </message>
    <message>
        <source>%1 waiting; F5 prints them, F8 goes on with the printer “%2”.</source>
        <translation>%1 កំពុងរង់ចាំ F5 បោះពុម្ពវា F8 បន្តជាមួយម៉ាស៊ីនបោះពុម្ព «%2»។</translation>
    </message>
    <message>
        <source>%1 waiting; F5 prints them, F8 goes on with PDF files in “%2”.</source>
        <translation>%1 កំពុងរង់ចាំ F5 បោះពុម្ពវា F8 បន្តជាឯកសារ PDF ក្នុង «%2»។</translation>
    </message>
    <message>
        <source>F5 prints them once more.</source>
        <translation>F5 បោះពុម្ពម្តងទៀត។</translation>
    </message>
    <message>
        <source>Badges wait for a printer (Ctrl+Shift+P)</source>
        <translation>ផ្លាកឈ្មោះកំពុងរង់ចាំម៉ាស៊ីនបោះពុម្ព (Ctrl+Shift+P)</translation>
    </message>
    <message>
        <source>F6: it came out. F5: print it once more.</source>
        <translation>F6៖ ចេញហើយ។ F5៖ បោះពុម្ពម្តងទៀត។</translation>
    </message>
</context>
<context>
    <name>PrinterDialog</name>
    <message>
        <source>Printer and badge</source>
        <translation>ម៉ាស៊ីនបោះពុម្ព និងផ្លាក</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>ម៉ាស៊ីនបោះពុម្ព</translation>
    </message>
    <message>
        <source>No printer yet: badges wait</source>
        <translation>មិនទាន់មានម៉ាស៊ីនបោះពុម្ព៖ ផ្លាកឈ្មោះរង់ចាំ</translation>
    </message>
    <message>
        <source>No printer: PDF files in a folder beside the event</source>
        <translation>គ្មានម៉ាស៊ីនបោះពុម្ព៖ ឯកសារ PDF ក្នុងថតក្បែរព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>Badge design</source>
        <translation>គំរូផ្លាកឈ្មោះ</translation>
    </message>
    <message>
        <source>Badges were printed beforehand: Enter prints none</source>
        <translation>ផ្លាកឈ្មោះបានបោះពុម្ពទុកមុន៖ Enter មិនបោះពុម្ពទេ</translation>
    </message>
    <message>
        <source>See and change designs…</source>
        <translation>មើល និងកែគំរូ…</translation>
    </message>
    <message>
        <source>Use this one</source>
        <translation>ប្រើមួយនេះ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Paper in it: %1</source>
        <translation>ក្រដាសនៅក្នុងវា៖ %1</translation>
    </message>
    <message>
        <source>Takes paper of %1</source>
        <translation>អាចបោះពុម្ពលើក្រដាស %1</translation>
    </message>
    <message>
        <source>It says: %1</source>
        <translation>វាប្រាប់ថា៖ %1</translation>
    </message>
    <message>
        <source>Badges are printed without asking on:</source>
        <translation>ផ្លាកឈ្មោះត្រូវបោះពុម្ពដោយមិនសួរ នៅលើ៖</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Lists</source>
        <translation>បញ្ជី</translation>
    </message>
    <message>
        <source>Read a participant list</source>
        <translation>អានបញ្ជីអ្នកចូលរួម</translation>
    </message>
    <message>
        <source>Where to write it</source>
        <translation>រក្សាទុកនៅទីណា</translation>
    </message>
</context>
<context>
    <name>QAbstractSpinBox</name>
    <message>
        <source>&amp;Select All</source>
        <translation>ជ្រើសទាំងអស់(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Step up</source>
        <translation>បន្ថែម(&amp;S)</translation>
    </message>
    <message>
        <source>Step &amp;down</source>
        <translation>បន្ថយ(&amp;D)</translation>
    </message>
</context>
<context>
    <name>QAccessibleActionInterface</name>
    <message>
        <source>Decrease</source>
        <translation>បន្ថយ</translation>
    </message>
    <message>
        <source>Decrease the value</source>
        <translation>បន្ថយតម្លៃ</translation>
    </message>
    <message>
        <source>Goes back a page</source>
        <translation>ត្រឡប់មួយទំព័រ</translation>
    </message>
    <message>
        <source>Goes to the next page</source>
        <translation>ទៅទំព័របន្ទាប់</translation>
    </message>
    <message>
        <source>Increase</source>
        <translation>បន្ថែម</translation>
    </message>
    <message>
        <source>Increase the value</source>
        <translation>បន្ថែមតម្លៃ</translation>
    </message>
    <message>
        <source>Next Page</source>
        <translation>ទំព័របន្ទាប់</translation>
    </message>
    <message>
        <source>Press</source>
        <translation>ចុច</translation>
    </message>
    <message>
        <source>Previous Page</source>
        <translation>ទំព័រមុន</translation>
    </message>
    <message>
        <source>Scroll Down</source>
        <translation>រំកិលចុះ</translation>
    </message>
    <message>
        <source>Scroll Left</source>
        <translation>រំកិលទៅឆ្វេង</translation>
    </message>
    <message>
        <source>Scroll Right</source>
        <translation>រំកិលទៅស្តាំ</translation>
    </message>
    <message>
        <source>Scroll Up</source>
        <translation>រំកិលឡើង</translation>
    </message>
    <message>
        <source>Scrolls down</source>
        <translation>រំកិលចុះ</translation>
    </message>
    <message>
        <source>Scrolls to the left</source>
        <translation>រំកិលទៅឆ្វេង</translation>
    </message>
    <message>
        <source>Scrolls to the right</source>
        <translation>រំកិលទៅស្តាំ</translation>
    </message>
    <message>
        <source>Scrolls up</source>
        <translation>រំកិលឡើង</translation>
    </message>
    <message>
        <source>SetFocus</source>
        <translation>ដាក់ទស្សន៍ទ្រនិច</translation>
    </message>
    <message>
        <source>Sets the focus</source>
        <translation>ដាក់ទស្សន៍ទ្រនិចនៅទីនេះ</translation>
    </message>
    <message>
        <source>ShowMenu</source>
        <translation>បង្ហាញម៉ឺនុយ</translation>
    </message>
    <message>
        <source>Shows the menu</source>
        <translation>បង្ហាញម៉ឺនុយ</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>បិទបើក</translation>
    </message>
    <message>
        <source>Toggles the state</source>
        <translation>ប្តូរស្ថានភាព</translation>
    </message>
    <message>
        <source>Triggers the action</source>
        <translation>ធ្វើសកម្មភាព</translation>
    </message>
</context>
<context>
    <name>QComboBox</name>
    <message>
        <source>Open the combo box selection popup</source>
        <translation>បើកបញ្ជីជម្រើស</translation>
    </message>
    <message>
        <source>True</source>
        <translation>ពិត</translation>
    </message>
    <message>
        <source>False</source>
        <translation>មិនពិត</translation>
    </message>
</context>
<context>
    <name>QDateTimeParser</name>
    <message>
        <source>AM</source>
        <translation>ព្រឹក</translation>
    </message>
    <message>
        <source>PM</source>
        <translation>ល្ងាច</translation>
    </message>
    <message>
        <source>am</source>
        <translation>ព្រឹក</translation>
    </message>
    <message>
        <source>pm</source>
        <translation>ល្ងាច</translation>
    </message>
</context>
<context>
    <name>QDialog</name>
    <message>
        <source>What&apos;s This?</source>
        <translation>នេះជាអ្វី?</translation>
    </message>
</context>
<context>
    <name>QDialogButtonBox</name>
    <message>
        <source>OK</source>
        <translation>យល់ព្រម</translation>
    </message>
</context>
<context>
    <name>QErrorMessage</name>
    <message>
        <source>&amp;OK</source>
        <translation>យល់ព្រម(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Show this message again</source>
        <translation>បង្ហាញសារនេះម្តងទៀត(&amp;S)</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
        <translation>%1
រកថតមិនឃើញ។
សូមពិនិត្យឈ្មោះថតម្តងទៀត។</translation>
    </message>
    <message>
        <source>%1
File not found.
Please verify the correct file name was given.</source>
        <translation>%1
រកឯកសារមិនឃើញ។
សូមពិនិត្យឈ្មោះឯកសារម្តងទៀត។</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>ឯកសារ %1</translation>
    </message>
    <message>
        <source>%1 already exists.
Do you want to replace it?</source>
        <translation>មាន %1 រួចហើយ។
តើចង់ជំនួសវាទេ?</translation>
    </message>
    <message>
        <source>&amp;Choose</source>
        <translation>ជ្រើស(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>លុប(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;New Folder</source>
        <translation>ថតថ្មី(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>បើក(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>ប្តូរឈ្មោះ(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>រក្សាទុក(&amp;S)</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is write protected.
Do you want to delete it anyway?</source>
        <translation>«%1» ត្រូវបានការពារមិនឱ្យសរសេរ។
តើនៅតែចង់លុបវាទេ?</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>ឈ្មោះក្រៅ</translation>
    </message>
    <message>
        <source>All Files (*)</source>
        <translation>ឯកសារទាំងអស់ (*)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>ឯកសារទាំងអស់ (*)</translation>
    </message>
    <message>
        <source>Are you sure you want to delete &apos;%1&apos;?</source>
        <translation>តើពិតជាចង់លុប «%1» មែនទេ?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>Change to detail view mode</source>
        <translation>បង្ហាញជាតារាងលម្អិត</translation>
    </message>
    <message>
        <source>Change to list view mode</source>
        <translation>បង្ហាញជាបញ្ជី</translation>
    </message>
    <message>
        <source>Could not delete directory.</source>
        <translation>លុបថតមិនបានទេ។</translation>
    </message>
    <message>
        <source>Create New Folder</source>
        <translation>បង្កើតថតថ្មី</translation>
    </message>
    <message>
        <source>Create a New Folder</source>
        <translation>បង្កើតថតថ្មី</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>លុប</translation>
    </message>
    <message>
        <source>Detail View</source>
        <translation>តារាងលម្អិត</translation>
    </message>
    <message>
        <source>Directories</source>
        <translation>ថត</translation>
    </message>
    <message>
        <source>Directory:</source>
        <translation>ថត៖</translation>
    </message>
    <message>
        <source>Drive</source>
        <translation>ឌ្រាយ</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ឯកសារ</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>ឈ្មោះឯកសារ(&amp;N)៖</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>ថតឯកសារ</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>ឯកសារ</translation>
    </message>
    <message>
        <source>Files of type:</source>
        <translation>ប្រភេទឯកសារ៖</translation>
    </message>
    <message>
        <source>Find Directory</source>
        <translation>រកថត</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>ថត</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>ទៅមុខ</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>ថយក្រោយ</translation>
    </message>
    <message>
        <source>Go forward</source>
        <translation>ទៅមុខ</translation>
    </message>
    <message>
        <source>Go to the parent directory</source>
        <translation>ទៅថតខាងលើ</translation>
    </message>
    <message>
        <source>List View</source>
        <translation>បញ្ជី</translation>
    </message>
    <message>
        <source>List of places and bookmarks</source>
        <translation>បញ្ជីទីតាំងនិងចំណាំ</translation>
    </message>
    <message>
        <source>Look in:</source>
        <translation>ក្នុងថត៖</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>កុំព្យូទ័រ</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>ថតថ្មី</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>បើក</translation>
    </message>
    <message>
        <source>Parent Directory</source>
        <translation>ថតខាងលើ</translation>
    </message>
    <message>
        <source>Recent Places</source>
        <translation>ទីតាំងថ្មីៗ</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>លុប</translation>
    </message>
    <message>
        <source>Save As</source>
        <translation>រក្សាទុកជា</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>ផ្លូវកាត់</translation>
    </message>
    <message>
        <source>Show </source>
        <translation>បង្ហាញ </translation>
    </message>
    <message>
        <source>Show &amp;hidden files</source>
        <translation>បង្ហាញឯកសារលាក់(&amp;H)</translation>
    </message>
    <message>
        <source>Sidebar</source>
        <translation>របារចំហៀង</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>មិនស្គាល់</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>&lt;b&gt;The name &quot;%1&quot; cannot be used.&lt;/b&gt;&lt;p&gt;Try using another name, with fewer characters or no punctuation marks.</source>
        <translation>&lt;b&gt;ប្រើឈ្មោះ «%1» មិនបានទេ។&lt;/b&gt;&lt;p&gt;សូមសាកឈ្មោះផ្សេង ដែលខ្លីជាង ឬគ្មានសញ្ញាវណ្ណយុត្តិ។</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>កុំព្យូទ័រ</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>កែចុងក្រោយ</translation>
    </message>
    <message>
        <source>Invalid filename</source>
        <translation>ឈ្មោះឯកសារមិនត្រឹមត្រូវ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>ប្រភេទ</translation>
    </message>
    <message>
        <source>My Computer</source>
        <translation>កុំព្យូទ័រ</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>ឈ្មោះ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>ទំហំ</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>ប្រភេទ</translation>
    </message>
</context>
<context>
    <name>QGnomeTheme</name>
    <message>
        <source>&amp;Cancel</source>
        <translation>បោះបង់(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>បិទ(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>យល់ព្រម(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>រក្សាទុក(&amp;S)</translation>
    </message>
    <message>
        <source>Close without Saving</source>
        <translation>បិទដោយមិនរក្សាទុក</translation>
    </message>
</context>
<context>
    <name>QInputDialog</name>
    <message>
        <source>Enter a value:</source>
        <translation>សូមបញ្ចូល៖</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Copy</source>
        <translation>ចម្លង(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>បិទភ្ជាប់(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>ធ្វើវិញ(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>មិនធ្វើវិញ(&amp;U)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>កាត់(&amp;T)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>លុប</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>ជ្រើសទាំងអស់</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>Hide Details...</source>
        <translation>លាក់ព័ត៌មានលម្អិត</translation>
    </message>
    <message>
        <source>Show Details...</source>
        <translation>បង្ហាញព័ត៌មានលម្អិត</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>&amp;No</source>
        <translation>ទេ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>បាទ/ចាស(&amp;Y)</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>បោះបង់</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>អនុវត្ត</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>បោះបង់</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>បិទ</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>មិនរក្សាទុក</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>ជំនួយ</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>មិនអើពើ</translation>
    </message>
    <message>
        <source>N&amp;o to All</source>
        <translation>ទេទាំងអស់(&amp;O)</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>យល់ព្រម</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>បើក</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>កំណត់ឡើងវិញ</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>យកលំនាំដើមវិញ</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>សាកម្តងទៀត</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>រក្សាទុក</translation>
    </message>
    <message>
        <source>Save All</source>
        <translation>រក្សាទុកទាំងអស់</translation>
    </message>
    <message>
        <source>Yes to &amp;All</source>
        <translation>បាទ/ចាសទាំងអស់(&amp;A)</translation>
    </message>
</context>
<context>
    <name>QProgressDialog</name>
    <message>
        <source>Cancel</source>
        <translation>បោះបង់</translation>
    </message>
</context>
<context>
    <name>QScrollBar</name>
    <message>
        <source>Bottom</source>
        <translation>ក្រោមបង្អស់</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>ឆ្វេងបង្អស់</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>ចុះមួយទំព័រ</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>ឆ្វេងមួយទំព័រ</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>ស្តាំមួយទំព័រ</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>ឡើងមួយទំព័រ</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>ស្តាំបង្អស់</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>រំកិលចុះ</translation>
    </message>
    <message>
        <source>Scroll here</source>
        <translation>រំកិលមកទីនេះ</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>រំកិលទៅឆ្វេង</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>រំកិលទៅស្តាំ</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>រំកិលឡើង</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>លើបង្អស់</translation>
    </message>
</context>
<context>
    <name>QSpiAccessibleBridge</name>
    <message>
        <source>alert message</source>
        <translation>សារព្រមាន</translation>
    </message>
    <message>
        <source>button menu</source>
        <translation>ប៊ូតុងម៉ឺនុយ</translation>
    </message>
    <message>
        <source>cell</source>
        <translation>ក្រឡា</translation>
    </message>
    <message>
        <source>chart</source>
        <translation>គំនូសតាង</translation>
    </message>
    <message>
        <source>check box</source>
        <translation>ប្រអប់ធីក</translation>
    </message>
    <message>
        <source>column</source>
        <translation>ជួរឈរ</translation>
    </message>
    <message>
        <source>column header</source>
        <translation>ចំណងជើងជួរឈរ</translation>
    </message>
    <message>
        <source>combo box</source>
        <translation>ប្រអប់ជម្រើស</translation>
    </message>
    <message>
        <source>dialog</source>
        <translation>ប្រអប់</translation>
    </message>
    <message>
        <source>document</source>
        <translation>ឯកសារ</translation>
    </message>
    <message>
        <source>form</source>
        <translation>ទម្រង់</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>ស៊ុម</translation>
    </message>
    <message>
        <source>graphic</source>
        <translation>រូបភាព</translation>
    </message>
    <message>
        <source>heading</source>
        <translation>ចំណងជើង</translation>
    </message>
    <message>
        <source>label</source>
        <translation>ស្លាក</translation>
    </message>
    <message>
        <source>list</source>
        <translation>បញ្ជី</translation>
    </message>
    <message>
        <source>list item</source>
        <translation>ធាតុបញ្ជី</translation>
    </message>
    <message>
        <source>menu bar</source>
        <translation>របារម៉ឺនុយ</translation>
    </message>
    <message>
        <source>menu item</source>
        <translation>ធាតុម៉ឺនុយ</translation>
    </message>
    <message>
        <source>notification</source>
        <translation>ការជូនដំណឹង</translation>
    </message>
    <message>
        <source>page tab</source>
        <translation>ផ្ទាំង</translation>
    </message>
    <message>
        <source>page tab list</source>
        <translation>បញ្ជីផ្ទាំង</translation>
    </message>
    <message>
        <source>panel</source>
        <translation>បន្ទះ</translation>
    </message>
    <message>
        <source>popup menu</source>
        <translation>ម៉ឺនុយ</translation>
    </message>
    <message>
        <source>progress bar</source>
        <translation>របារដំណើរការ</translation>
    </message>
    <message>
        <source>push button</source>
        <translation>ប៊ូតុង</translation>
    </message>
    <message>
        <source>radio button</source>
        <translation>ប៊ូតុងជម្រើស</translation>
    </message>
    <message>
        <source>row</source>
        <translation>ជួរដេក</translation>
    </message>
    <message>
        <source>row header</source>
        <translation>ចំណងជើងជួរដេក</translation>
    </message>
    <message>
        <source>scroll bar</source>
        <translation>របាររំកិល</translation>
    </message>
    <message>
        <source>separator</source>
        <translation>បន្ទាត់ខណ្ឌ</translation>
    </message>
    <message>
        <source>spin box</source>
        <translation>ប្រអប់លេខ</translation>
    </message>
    <message>
        <source>table</source>
        <translation>តារាង</translation>
    </message>
    <message>
        <source>text</source>
        <translation>អត្ថបទ</translation>
    </message>
    <message>
        <source>title bar</source>
        <translation>របារចំណងជើង</translation>
    </message>
    <message>
        <source>tool bar</source>
        <translation>របារឧបករណ៍</translation>
    </message>
    <message>
        <source>tool tip</source>
        <translation>ព័ត៌មានជំនួយ</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>ដើមឈើ</translation>
    </message>
    <message>
        <source>tree item</source>
        <translation>ធាតុដើមឈើ</translation>
    </message>
</context>
<context>
    <name>QTabBar</name>
    <message>
        <source>Scroll Left</source>
        <translation>រំកិលទៅឆ្វេង</translation>
    </message>
    <message>
        <source>Scroll Right</source>
        <translation>រំកិលទៅស្តាំ</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Copy</source>
        <translation>ចម្លង(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>បិទភ្ជាប់(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>ធ្វើវិញ(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>មិនធ្វើវិញ(&amp;U)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>កាត់(&amp;T)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>លុប</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>ជ្រើសទាំងអស់</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>ចម្លងអាសយដ្ឋានតំណ(&amp;L)</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Name, phone, organisation or badge code</source>
        <translation>ឈ្មោះ លេខទូរស័ព្ទ ស្ថាប័ន ឬកូដលើផ្លាក</translation>
    </message>
    <message>
        <source>People found</source>
        <translation>អ្នកដែលរកឃើញ</translation>
    </message>
    <message>
        <source>read as %1</source>
        <translation>អានជា %1</translation>
    </message>
    <message>
        <source>No one found. Try fewer letters or the other script – or F2 adds one.</source>
        <translation>រកមិនឃើញទេ។ សូមសាកអក្សរតិចជាងនេះ ឬអក្សរផ្សេង – ឬចុច F2 ដើម្បីចុះឈ្មោះអ្នកថ្មី។</translation>
    </message>
    <message>
        <source>No one is on the event yet. Ctrl+L reads a participant list, Ctrl+I fills in the facts, F2 adds a person.</source>
        <translation>មិនទាន់មាននរណាក្នុងព្រឹត្តិការណ៍នេះទេ។ Ctrl+L អានបញ្ជីអ្នកចូលរួម, Ctrl+I បំពេញព័ត៌មាន, F2 បន្ថែមម្នាក់។</translation>
    </message>
</context>
<context>
    <name>RestoreQuestion</name>
    <message>
        <source>The damaged file is kept as it is, under another name.</source>
        <translation>ឯកសារខូចត្រូវបានរក្សាទុកដដែល ក្រោមឈ្មោះផ្សេង។</translation>
    </message>
    <message>
        <source>The event file “%1” is damaged.</source>
        <translation>ឯកសារព្រឹត្តិការណ៍ «%1» ខូចហើយ។</translation>
    </message>
    <message>
        <source>Registration kiosk</source>
        <translation>តុចុះឈ្មោះ</translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>ស្តារវិញ</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>ទុកវាសិន</translation>
    </message>
</context>
<context>
    <name>RowTable</name>
    <message>
        <source>None of this list</source>
        <translation>គ្មានអ្វីក្នុងផ្នែកនេះទេ</translation>
    </message>
</context>
<context>
    <name>RowsTable</name>
    <message>
        <source>Add a row</source>
        <translation>បន្ថែមជួរ</translation>
    </message>
    <message>
        <source>Take the row away</source>
        <translation>ដកជួរចេញ</translation>
    </message>
</context>
<context>
    <name>SamePerson</name>
    <message>
        <source>Already on the list (F7): %1</source>
        <translation>មានក្នុងបញ្ជីរួចហើយ (F7)៖ %1</translation>
    </message>
    <message>
        <source>Meant in Khmer: %1 (F7)</source>
        <translation>ចង់សរសេរថា %1 (F7)</translation>
    </message>
    <message>
        <source>here since %1</source>
        <translation>មកដល់តាំងពីម៉ោង %1</translation>
    </message>
    <message>
        <source>F7: the same person · Enter again: someone else. On the list: %1</source>
        <translation>F7៖ ជាមនុស្សតែម្នាក់ · Enter ម្តងទៀត៖ ជាអ្នកផ្សេង។ មានក្នុងបញ្ជី៖ %1</translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>The design with real people</source>
        <translation>គំរូជាមួយមនុស្សពិត</translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message>
        <source>Show</source>
        <translation>បង្ហាញ</translation>
    </message>
    <message>
        <source>Look at the keyboard layout before you type.</source>
        <translation>សូមពិនិត្យប្លង់ក្តារចុច មុនពេលវាយ។</translation>
    </message>
    <message>
        <source>Typed in Khmer and in Latin letters, mixed.</source>
        <translation>បានវាយជាអក្សរខ្មែរ និងឡាតាំងលាយគ្នា។</translation>
    </message>
    <message>
        <source>Typed in Khmer letters.</source>
        <translation>បានវាយជាអក្សរខ្មែរ។</translation>
    </message>
    <message>
        <source>Typed in Latin letters.</source>
        <translation>បានវាយជាអក្សរឡាតាំង។</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>Caps Lock កំពុងបើក។</translation>
    </message>
</context>
<context>
    <name>SetupPage</name>
    <message>
        <source>Setting up, the evening before</source>
        <translation>រៀបចំនៅល្ងាចមុន</translation>
    </message>
    <message>
        <source>Facts of the event</source>
        <translation>ព័ត៌មានព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>Two languages</source>
        <translation>ភាសាទាំងពីរ</translation>
    </message>
    <message>
        <source>Participant list</source>
        <translation>បញ្ជីអ្នកចូលរួម</translation>
    </message>
    <message>
        <source>Badges and printer</source>
        <translation>ផ្លាកឈ្មោះ និងម៉ាស៊ីនបោះពុម្ព</translation>
    </message>
    <message>
        <source>Allowances</source>
        <translation>ប្រាក់ឧបត្ថម្ភ</translation>
    </message>
    <message>
        <source>Copies in a second place</source>
        <translation>ច្បាប់ចម្លងនៅកន្លែងទីពីរ</translation>
    </message>
    <message>
        <source>Protected with a passphrase</source>
        <translation>ការពារដោយឃ្លាសម្ងាត់</translation>
    </message>
    <message>
        <source>Organizer&apos;s PIN</source>
        <translation>លេខសម្ងាត់អ្នករៀបចំ</translation>
    </message>
    <message>
        <source>done</source>
        <translation>រួចហើយ</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>មិនទាន់</translation>
    </message>
    <message>
        <source>Practise…</source>
        <translation>ហាត់…</translation>
    </message>
    <message>
        <source>Volunteers try on a copy; nothing of it counts, nothing is printed.</source>
        <translation>អ្នកស្ម័គ្រចិត្តអាចសាកល្បងលើច្បាប់ចម្លង គ្មានអ្វីត្រូវរាប់បញ្ចូល និងគ្មានអ្វីត្រូវបោះពុម្ពទេ។</translation>
    </message>
    <message>
        <source>Back to the queue (Esc)</source>
        <translation>ត្រឡប់ទៅជួរវិញ (Esc)</translation>
    </message>
</context>
<context>
    <name>SignaturePage</name>
    <message>
        <source>Signature of %1</source>
        <translation>ហត្ថលេខារបស់ %1</translation>
    </message>
    <message>
        <source>Sign here with finger, pen or mouse</source>
        <translation>សូមចុះហត្ថលេខានៅទីនេះ ដោយម្រាមដៃ ប៊ិក ឬកណ្តុរ</translation>
    </message>
    <message>
        <source>On paper</source>
        <translation>លើក្រដាស</translation>
    </message>
    <message>
        <source>On this screen</source>
        <translation>លើអេក្រង់នេះ</translation>
    </message>
    <message>
        <source>Thumbprint on paper</source>
        <translation>ផ្តិតមេដៃលើក្រដាស</translation>
    </message>
    <message>
        <source>How the person signs</source>
        <translation>របៀបចុះហត្ថលេខា</translation>
    </message>
    <message>
        <source>Someone else signs for them:</source>
        <translation>អ្នកផ្សេងចុះហត្ថលេខាជំនួស៖</translation>
    </message>
    <message>
        <source>name, empty when they sign themselves</source>
        <translation>ឈ្មោះ ទុកទទេបើគាត់ចុះហត្ថលេខាដោយខ្លួនឯង</translation>
    </message>
    <message>
        <source>Save (Enter)</source>
        <translation>រក្សាទុក (Enter)</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>ត្រឡប់ (Esc)</translation>
    </message>
    <message>
        <source>Sign again (Del)</source>
        <translation>ចុះហត្ថលេខាម្តងទៀត (Del)</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Registration kiosk</source>
        <translation>តុចុះឈ្មោះ</translation>
    </message>
    <message>
        <source>Lists in, badges out, and the sign-in sheet for finance – without internet.</source>
        <translation>បញ្ជីចូល ផ្លាកឈ្មោះចេញ និងបញ្ជីវត្តមានសម្រាប់ហិរញ្ញវត្ថុ – មិនត្រូវការអ៊ីនធឺណិត។</translation>
    </message>
    <message>
        <source>Begin with the packaged workshop</source>
        <translation>ចាប់ផ្តើមជាមួយសិក្ខាសាលាដែលមានស្រាប់</translation>
    </message>
    <message>
        <source>Facts, groups and badge design are there; read your list, and try it all.</source>
        <translation>មានព័ត៌មាន ក្រុម និងគំរូផ្លាកឈ្មោះស្រាប់។ សូមអានបញ្ជី ហើយសាកល្បង។</translation>
    </message>
    <message>
        <source>A new event…</source>
        <translation>ព្រឹត្តិការណ៍ថ្មី…</translation>
    </message>
    <message>
        <source>A title and a day; the list and the rest come after.</source>
        <translation>ដាក់ចំណងជើង និងថ្ងៃ។ បញ្ជី និងអ្វីផ្សេងទៀត ដាក់ក្រោយ។</translation>
    </message>
    <message>
        <source>Open an event file…</source>
        <translation>បើកឯកសារព្រឹត្តិការណ៍…</translation>
    </message>
    <message>
        <source>One that was made before: ….kiosk</source>
        <translation>ឯកសារដែលបានបង្កើតពីមុន៖ ….kiosk</translation>
    </message>
    <message>
        <source>Make an event from a TOML file…</source>
        <translation>បង្កើតព្រឹត្តិការណ៍ពីឯកសារ TOML…</translation>
    </message>
    <message>
        <source>For who prepares many events: all facts in one text file.</source>
        <translation>សម្រាប់អ្នករៀបចំព្រឹត្តិការណ៍ច្រើន៖ ព័ត៌មានទាំងអស់ក្នុងឯកសារអត្ថបទតែមួយ។</translation>
    </message>
    <message>
        <source>A new event gets a passphrase</source>
        <translation>ព្រឹត្តិការណ៍ថ្មីមានឃ្លាសម្ងាត់</translation>
    </message>
    <message>
        <source>Speak Khmer · ខ្មែរ (F9)</source>
        <translation>ភាសាអង់គ្លេស · English (F9)</translation>
    </message>
    <message>
        <source>Open an event file</source>
        <translation>បើកឯកសារព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>The facts of the event</source>
        <translation>ព័ត៌មានព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>Where to keep the event</source>
        <translation>រក្សាទុកព្រឹត្តិការណ៍នៅទីណា</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>%1 is here already, since %2. Ctrl+P prints the badge again.</source>
        <translation>%1 បានមកដល់រួចហើយ តាំងពីម៉ោង %2។ Ctrl+P បោះពុម្ពផ្លាកម្តងទៀត។</translation>
    </message>
    <message>
        <source>%1 arrived at %2. The badge waits for a printer. Ctrl+Z undoes.</source>
        <translation>%1 បានមកដល់ម៉ោង %2។ ផ្លាកឈ្មោះកំពុងរង់ចាំម៉ាស៊ីនបោះពុម្ព។ Ctrl+Z ត្រឡប់វិញ។</translation>
    </message>
    <message>
        <source>%1 arrived at %2. The badge goes to the folder. Ctrl+Z undoes.</source>
        <translation>%1 បានមកដល់ម៉ោង %2។ ផ្លាកឈ្មោះទៅក្នុងថត។ Ctrl+Z ត្រឡប់វិញ។</translation>
    </message>
    <message>
        <source>%1 arrived at %2. The badge is printing. Ctrl+Z undoes.</source>
        <translation>%1 បានមកដល់ម៉ោង %2។ ផ្លាកឈ្មោះកំពុងបោះពុម្ព។ Ctrl+Z ត្រឡប់វិញ។</translation>
    </message>
    <message>
        <source>%1 arrived at %2. Hand out the badge. Ctrl+Z undoes.</source>
        <translation>%1 បានមកដល់ម៉ោង %2។ សូមប្រគល់ផ្លាកឈ្មោះ។ Ctrl+Z ត្រឡប់វិញ។</translation>
    </message>
    <message>
        <source>%1 (in place of %2)</source>
        <translation>%1 (ជំនួស %2)</translation>
    </message>
    <message>
        <source>This fits %1 people. Press the number of the one who is here, or choose with ↓.</source>
        <translation>មានមនុស្ស %1 នាក់ត្រូវនឹងអក្សរដែលបានវាយដូចគ្នា។ សូមចុចលេខរបស់អ្នកដែលបានមក ឬជ្រើសរើសដោយ ↓។</translation>
    </message>
    <message>
        <source>%2 came in place of %1. Enter again only if %1 is here too.</source>
        <translation>%2 បានមកជំនួស %1។ ចុច Enter ម្តងទៀត លុះត្រាតែ %1 ក៏បានមកដល់ដែរ។</translation>
    </message>
    <message>
        <source>On the badge these could not be printed: %1</source>
        <translation>លើផ្លាកឈ្មោះ មិនអាចបោះពុម្ពតួអក្សរទាំងនេះបានទេ៖ %1</translation>
    </message>
    <message>
        <source>%1 may be photographed.</source>
        <translation>អាចថតរូប %1 បាន។</translation>
    </message>
    <message>
        <source>No photos of %1.</source>
        <translation>ហាមថតរូប %1។</translation>
    </message>
    <message>
        <source>%1 was not asked about photos.</source>
        <translation>មិនទាន់បានសួរ %1 អំពីការថតរូបទេ។</translation>
    </message>
    <message>
        <source>Ctrl+P prints the badge anew.</source>
        <translation>Ctrl+P បោះពុម្ពផ្លាកថ្មី។</translation>
    </message>
    <message>
        <source>%1 signs on paper.</source>
        <translation>%1 ចុះហត្ថលេខាលើក្រដាស។</translation>
    </message>
    <message>
        <source>The signature of %1 is kept.</source>
        <translation>បានរក្សាទុកហត្ថលេខារបស់ %1។</translation>
    </message>
    <message>
        <source>%1 puts a thumbprint on paper.</source>
        <translation>%1 ផ្តិតមេដៃលើក្រដាស។</translation>
    </message>
    <message>
        <source>%1 signs for them.</source>
        <translation>%1 ចុះហត្ថលេខាជំនួស។</translation>
    </message>
    <message>
        <source>The badge of %1 waits for a printer.</source>
        <translation>ផ្លាកឈ្មោះរបស់ %1 កំពុងរង់ចាំម៉ាស៊ីនបោះពុម្ព។</translation>
    </message>
    <message>
        <source>The badge of %1 is printing.</source>
        <translation>កំពុងបោះពុម្ពផ្លាកឈ្មោះរបស់ %1។</translation>
    </message>
    <message>
        <source>Badge number %2 of %1 is printing: one was printed at %3.</source>
        <translation>កំពុងបោះពុម្ពផ្លាកទី %2 របស់ %1៖ មួយបានបោះពុម្ពនៅម៉ោង %3។</translation>
    </message>
    <message>
        <source>Badge number %2 of %1 is printing: one was sent at %3.</source>
        <translation>កំពុងបោះពុម្ពផ្លាកទី %2 របស់ %1៖ មួយបានផ្ញើនៅម៉ោង %3។</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 នាក់</translation>
    </message>
    <message>
        <source>facts of the event</source>
        <translation>ព័ត៌មានព្រឹត្តិការណ៍</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>បញ្ជីមួយ</translation>
    </message>
    <message>
        <source>arrival</source>
        <translation>ការមកដល់</translation>
    </message>
    <message>
        <source>arrival taken back</source>
        <translation>ការដកការមកដល់</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>អ្នកថ្មី</translation>
    </message>
    <message>
        <source>correction</source>
        <translation>ការកែតម្រូវ</translation>
    </message>
    <message>
        <source>removal</source>
        <translation>ការដកចេញ</translation>
    </message>
</context>
<context>
    <name>Undoing</name>
    <message>
        <source>Undone: %1</source>
        <translation>បានត្រឡប់វិញ៖ %1</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>បានធ្វើឡើងវិញ៖ %1</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>The organizer&apos;s PIN</source>
        <translation>លេខសម្ងាត់អ្នករៀបចំ</translation>
    </message>
    <message>
        <source>Unlock (Enter)</source>
        <translation>ដោះសោ (Enter)</translation>
    </message>
    <message>
        <source>The desk locked itself meanwhile. %1 needs the PIN once more.</source>
        <translation>តុបានចាក់សោដោយខ្លួនឯង។ %1 ត្រូវការលេខសម្ងាត់ម្តងទៀត។</translation>
    </message>
</context>
<context>
    <name>WorkbookDialog</name>
    <message>
        <source>none</source>
        <translation>គ្មាន</translation>
    </message>
    <message>
        <source>no earlier workbook</source>
        <translation>គ្មានសៀវភៅការងារមុន</translation>
    </message>
    <message>
        <source>For mailing, a password can seal the file. Nobody can open it without.</source>
        <translation>សម្រាប់ផ្ញើតាមអ៊ីមែល អាចដាក់ពាក្យសម្ងាត់លើឯកសារ។ បើគ្មានពាក្យនោះ គ្មាននរណាអាចបើកវាបានទេ។</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>ជ្រើសរើស…</translation>
    </message>
    <message>
        <source>None</source>
        <translation>គ្មាន</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>ពាក្យសម្ងាត់</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>វាយម្តងទៀត</translation>
    </message>
    <message>
        <source>What changed since</source>
        <translation>អ្វីដែលផ្លាស់ប្តូរតាំងពី</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>បន្ត</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>ត្រឡប់</translation>
    </message>
    <message>
        <source>The earlier workbook</source>
        <translation>សៀវភៅការងារមុន</translation>
    </message>
</context>
<context>
    <name>_Asking</name>
    <message>
        <source>Back (Esc)</source>
        <translation>ត្រឡប់ (Esc)</translation>
    </message>
</context>
<context>
    <name>_Cover</name>
    <message>
        <source>Covered, so that no one reads along</source>
        <translation>អេក្រង់ត្រូវបានបិទបាំង ដើម្បីកុំឱ្យអ្នកដទៃអាន</translation>
    </message>
    <message>
        <source>Show the desk (F12)</source>
        <translation>បង្ហាញផ្ទាំងតុវិញ (F12)</translation>
    </message>
</context>
<context>
    <name>_Editor</name>
    <message>
        <source>Name of the design</source>
        <translation>ឈ្មោះគំរូ</translation>
    </message>
    <message>
        <source>The design as text</source>
        <translation>គំរូជាអត្ថបទ</translation>
    </message>
    <message>
        <source>Line %1</source>
        <translation>បន្ទាត់ទី %1</translation>
    </message>
</context>
<context>
    <name>_NewEvent</name>
    <message>
        <source>Title in Khmer</source>
        <translation>ចំណងជើងជាភាសាខ្មែរ</translation>
    </message>
    <message>
        <source>Title in English</source>
        <translation>ចំណងជើងជាភាសាអង់គ្លេស</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>ថ្ងៃ</translation>
    </message>
    <message>
        <source>Make this event…</source>
        <translation>បង្កើតព្រឹត្តិការណ៍នេះ…</translation>
    </message>
</context>
<context>
    <name>_OfPrinter</name>
    <message>
        <source>not counted</source>
        <translation>មិនរាប់</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>បោះពុម្ពទំព័រសាកល្បង</translation>
    </message>
    <message>
        <source>Page further right by</source>
        <translation>រំកិលទំព័រទៅស្តាំ</translation>
    </message>
    <message>
        <source>Page further down by</source>
        <translation>រំកិលទំព័រចុះក្រោម</translation>
    </message>
    <message>
        <source>Labels left on the roll</source>
        <translation>ស្លាកនៅសល់លើរមូរ</translation>
    </message>
    <message>
        <source>Next free label of a sheet</source>
        <translation>ស្លាកទំនេរបន្ទាប់លើសន្លឹក</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> ម.ម</translation>
    </message>
</context>
<context>
    <name>_TimeField</name>
    <message>
        <source>%1 is known</source>
        <translation>%1៖ បានដឹងហើយ</translation>
    </message>
</context>
<context>
    <name>page</name>
    <message>
        <source>Events</source>
        <translation>ព្រឹត្តិការណ៍</translation>
    </message>
</context>
</TS>
