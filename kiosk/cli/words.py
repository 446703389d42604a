"""What the commands answer, in both languages."""

from __future__ import annotations

from kiosk.language import Sentence

FAULT = Sentence(
    en="This is a fault of the program, not yours; nothing was half-written."
    " What happened is kept in {log}: please send it to the developers.",
    km="នេះជាកំហុសរបស់កម្មវិធី មិនមែនរបស់អ្នកទេ ហើយគ្មានឯកសារណាសរសេរបានតែពាក់កណ្តាលទេ។"
    " ព័ត៌មានលម្អិតនៅក្នុង {log}។ សូមផ្ញើវាទៅអ្នកបង្កើតកម្មវិធី។",
)
FAULT_NOT_KEPT = Sentence(
    en="This is a fault of the program ({fault}), not yours; nothing was half-written."
    " Where it happened could not be kept: please tell the developers what you typed.",
    km="នេះជាកំហុសរបស់កម្មវិធី ({fault}) មិនមែនរបស់អ្នកទេ ហើយគ្មានឯកសារណាសរសេរបានតែពាក់កណ្តាលទេ។"
    " មិនអាចរក្សាទុកព័ត៌មានលម្អិតបានទេ៖ សូមប្រាប់អ្នកបង្កើតកម្មវិធីថាអ្នកបានវាយអ្វី។",
)
MADE = Sentence(en="Made “{file}”: {title}, {date}.", km="បានបង្កើត «{file}»៖ {title} ថ្ងៃទី {date}។")
NO_ONE_FOUND = Sentence(
    en="No one found. Try fewer letters, the other script, or a phone number.",
    km="រកមិនឃើញនរណាទេ។ សូមសាកវាយអក្សរតិចជាងនេះ វាយជាអក្សរឡាតាំង ឬអក្សរខ្មែរវិញ ឬវាយលេខទូរស័ព្ទ។",
)
ADDED = Sentence(en="Added {name}, code {code}.", km="បានបន្ថែម {name} កូដ {code}។")
GROUP = Sentence(
    en="{number}  {name}: {people} {people:person|people} ({women} {women:woman|women},"
    " {men} {men:man|men}), {here} here",
    km="{number}  {name}៖ {people} នាក់ (ស្រី {women} ប្រុស {men}) មកដល់ {here}",
)
WITHOUT_GROUP = Sentence(
    en="–  without a group: {people} {people:person|people} ({women} {women:woman|women},"
    " {men} {men:man|men}), {here} here",
    km="–  មិនទាន់មានក្រុម៖ {people} នាក់ (ស្រី {women} ប្រុស {men}) មកដល់ {here}",
)
DOOR_LISTS_MADE = Sentence(
    en="The lists for the doors are in {file}.", km="បញ្ជីសម្រាប់បិទនៅមាត់ទ្វារមាននៅក្នុង {file}។"
)
PHOTO_LIST_MADE = Sentence(en="The list is in {file}.", km="បញ្ជីមាននៅក្នុង {file}។")
NO_PHOTOS = Sentence(
    en="No photos of {refused} {refused:person|people}; {not_asked} who"
    " {not_asked:is|are} here {not_asked:was|were} not asked.",
    km="ហាមថតរូប {refused} នាក់ ហើយ {not_asked} នាក់ដែលបានមកដល់ មិនទាន់បានសួរទេ។",
)
IN_PLACE_OF = Sentence(
    en="  came in place of {name} (code {code})", km="  មកជំនួស {name} (កូដ {code})"
)
REPLACED_BY = Sentence(
    en="  {name} (code {code}) came in their place", km="  {name} (កូដ {code}) បានមកជំនួសគាត់"
)
NOTHING_TO_CHANGE = Sentence(
    en="Say what is to be changed, for example --name-latin “SOK Dara”.",
    km="សូមបញ្ជាក់ថាត្រូវកែអ្វី ឧទាហរណ៍៖ --name-latin “SOK Dara”",
)
CHANGED = Sentence(en="Corrected {name}, code {code}.", km="បានកែតម្រូវ {name} កូដ {code}។")
REMOVED = Sentence(
    en="{name} (code {code}) is off the event.", km="បានដក {name} (កូដ {code}) ចេញពីព្រឹត្តិការណ៍។"
)
ARRIVED = Sentence(en="{name} arrived at {time}.", km="{name} បានមកដល់ម៉ោង {time}។")
HERE_ALREADY = Sentence(
    en="{name} is here already, since {time}.", km="{name} បានមកដល់រួចហើយ តាំងពីម៉ោង {time}។"
)
TAKEN_BACK = Sentence(
    en="{name} is not here: the arrival was taken back.",
    km="{name} មិននៅទីនេះទេ៖ បានដកការចុះវត្តមានវិញហើយ។",
)
BADGES_OF_ONE = Sentence(en="  Badges printed: {count}", km="  ផ្លាកឈ្មោះដែលបានបោះពុម្ព៖ {count}")
BADGES_SENT = Sentence(
    en="{count} {count:badge|badges} went to {printer}.", km="បានផ្ញើផ្លាកឈ្មោះ {count} ទៅ {printer}។"
)
BADGES_WAIT = Sentence(
    en="Badges wait: {trouble} They print from the desk window when the printer is back.",
    km="ផ្លាកឈ្មោះកំពុងរង់ចាំ៖ {trouble} វានឹងត្រូវបោះពុម្ពពីផ្ទាំងតុ ពេលម៉ាស៊ីនបោះពុម្ពដំណើរការវិញ។",
)
WINDOW_PRINTS = Sentence(
    en="The badges are left to the desk window, which is open on this event and prints them.",
    km="ផ្លាកឈ្មោះត្រូវទុកឱ្យផ្ទាំងតុបោះពុម្ព ព្រោះវាកំពុងបើកព្រឹត្តិការណ៍នេះ។",
)
ANOTHER_PRINTS = Sentence(
    en="The badges are left to another command, which is printing those of this event now.",
    km="ផ្លាកឈ្មោះត្រូវទុកឱ្យពាក្យបញ្ជាផ្សេងបោះពុម្ព ព្រោះវាកំពុងបោះពុម្ពផ្លាកឈ្មោះរបស់ព្រឹត្តិការណ៍នេះ។",
)
BADGE_OF = Sentence(en="The badge of {name}: {told}", km="ផ្លាកឈ្មោះរបស់ {name}៖ {told}")
STATS = Sentence(
    en="{expected} of {registered} expected {registered:person|people} {expected:is|are}"
    " here; walk-ins: {walk_ins}; not here: {no_shows}.",
    km="អ្នកដែលរំពឹងទុកបានមកដល់ {expected} នាក់ ក្នុងចំណោម {registered} នាក់ អ្នកមកថ្មី {walk_ins} នាក់"
    " មិនទាន់មក {no_shows} នាក់។",
)
REPLACED = Sentence(en="{name} came in their place", km="{name} បានមកជំនួស")
NOT_HERE_YET = Sentence(en="not here yet", km="មិនទាន់មក")
HERE_SINCE = Sentence(en="here since {time}", km="មកដល់ម៉ោង {time}")
