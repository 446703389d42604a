"""What the commands answer, in both languages."""

from __future__ import annotations

from kiosk.language import Sentence

FAULT = Sentence(
    en="This is a fault of the program, not yours; nothing was half-written."
    " What happened is kept in {log}: please send it to the developers.",
    km="នេះជាកំហុសរបស់កម្មវិធី មិនមែនរបស់អ្នកទេ គ្មានអ្វីត្រូវបានសរសេរពាក់កណ្តាលទេ។"
    " ព័ត៌មានលម្អិតនៅក្នុង {log}៖ សូមផ្ញើវាទៅអ្នកបង្កើតកម្មវិធី។",
)
MADE = Sentence(en="Made “{file}”: {title}, {date}.", km="បានបង្កើត «{file}»៖ {title} ថ្ងៃទី {date}។")
WOULD_READ = Sentence(
    en="{rows} rows would be read: {added} new, {changed} changed, {same} the same."
    " Nothing was written.",
    km="នឹងអាន {rows} ជួរ៖ ថ្មី {added} កែប្រែ {changed} ដដែល {same}។ មិនបានសរសេរអ្វីទេ។",
)
READ = Sentence(
    en="Read {rows} rows: {added} new, {changed} changed, {same} the same.",
    km="បានអាន {rows} ជួរ៖ ថ្មី {added} កែប្រែ {changed} ដដែល {same}។",
)
NOT_TAKEN = Sentence(en="Not taken ({count}):", km="មិនបានយក ({count})៖")
QUESTIONS = Sentence(en="To look at ({count}):", km="ត្រូវពិនិត្យ ({count})៖")
PLACE = Sentence(en="  {sheet}, row {row}: {words}", km="  {sheet} ជួរទី {row}៖ {words}")
SHEET = Sentence(en="  {sheet}: {words}", km="  {sheet}៖ {words}")
NO_ONE_FOUND = Sentence(
    en="No one found. Try fewer letters, the other script, or a phone number.",
    km="រកមិនឃើញទេ។ សូមសាកអក្សរតិចជាងនេះ អក្សរផ្សេង ឬលេខទូរស័ព្ទ។",
)
ADDED = Sentence(en="Added {name}, code {code}.", km="បានបន្ថែម {name} កូដ {code}។")
ARRIVED = Sentence(en="{name} arrived at {time}.", km="{name} បានមកដល់ម៉ោង {time}។")
HERE_ALREADY = Sentence(
    en="{name} is here already, since {time}.", km="{name} បានមកដល់រួចហើយ តាំងពីម៉ោង {time}។"
)
TAKEN_BACK = Sentence(
    en="{name} is not here: the arrival was taken back.",
    km="{name} មិននៅទីនេះទេ៖ ការមកដល់ត្រូវបានដកវិញ។",
)
BADGES_MADE = Sentence(en="{count} badges are in “{file}”.", km="ផ្លាកឈ្មោះ {count} នៅក្នុង «{file}»។")
BADGES_SENT = Sentence(
    en="{count} badges went to {printer}.", km="ផ្លាកឈ្មោះ {count} បានផ្ញើទៅ {printer}។"
)
BADGES_WAIT = Sentence(
    en="Badges wait: {trouble} They print from the desk window when the printer is back.",
    km="ផ្លាកឈ្មោះកំពុងរង់ចាំ៖ {trouble} វានឹងបោះពុម្ពពីផ្ទាំងតុ ពេលម៉ាស៊ីនបោះពុម្ពដំណើរការវិញ។",
)
LEFT_OUT = Sentence(
    en="On the badge of {name} these characters could not be printed: {characters}",
    km="លើផ្លាកឈ្មោះរបស់ {name} មិនអាចបោះពុម្ពតួអក្សរទាំងនេះបានទេ៖ {characters}",
)
WORKBOOK_MADE = Sentence(en="The sign-in workbook is “{file}”.", km="បញ្ជីវត្តមានជា Excel គឺ «{file}»។")
STATS = Sentence(
    en="{arrived} arrived of {registered} expected; {walk_ins} walk-ins; {no_shows} not here.",
    km="មកដល់ {arrived} ក្នុងចំណោមអ្នករំពឹងទុក {registered} នាក់ អ្នកមកថ្មី {walk_ins} នាក់"
    " មិនទាន់មក {no_shows} នាក់។",
)
NOT_HERE_YET = Sentence(en="not here yet", km="មិនទាន់មក")
HERE_SINCE = Sentence(en="here since {time}", km="មកដល់ម៉ោង {time}")
