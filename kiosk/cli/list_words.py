"""What ``kiosk import`` answers, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.language import Sentence

WOULD_READ = Sentence(
    en="{rows} {rows:row|rows} would be read: {added} new, {changed} changed, {same} the same,"
    " {asked} to answer, {refused} not taken. Nothing was written.",
    km="នឹងអាន {rows} ជួរដេក៖ ថ្មី {added} កែប្រែ {changed} ដដែល {same} ត្រូវឆ្លើយ {asked}"
    " មិនយក {refused}។ មិនទាន់បានរក្សាទុកអ្វីទេ។",
)
READ = Sentence(
    en="Read {rows} {rows:row|rows}: {added} new, {changed} changed, {same} the same,"
    " {asked} to answer,"
    " {refused} not taken.",
    km="បានអាន {rows} ជួរដេក៖ ថ្មី {added} កែប្រែ {changed} ដដែល {same} ត្រូវឆ្លើយ {asked}"
    " មិនយក {refused}។",
)
NOT_TAKEN = Sentence(en="Not taken ({count}):", km="មិនបានយក ({count})៖")
QUESTIONS = Sentence(en="To look at ({count}):", km="ត្រូវពិនិត្យ ({count})៖")
PLACE = Sentence(en="  {sheet}, row {row}: {words}", km="  {sheet} ជួរដេកទី {row}៖ {words}")
SHEET = Sentence(en="  {sheet}: {words}", km="  {sheet}៖ {words}")
COLUMNS = Sentence(en="Columns of “{sheet}”:", km="ជួរឈរនៃ «{sheet}»៖")
COLUMN = Sentence(
    en="  {letters}  “{title}” → {field}   {samples}",
    km="  {letters}  «{title}» → {field}   {samples}",
)
NOTHING_TAKEN = Sentence(en="nothing", km="មិនយក")
BY_HAND = Sentence(en="{field} (chosen by hand)", km="{field} (ជ្រើសដោយដៃ)")
ROWS = Sentence(en="Rows:", km="ជួរដេក៖")
CHANGE = Sentence(en="      {field}: “{old}” → “{new}”", km="      {field}៖ «{old}» → «{new}»")
STAYS = Sentence(
    en="      {field} stays “{old}”, as the desk has it; the list says “{new}”",
    km="      {field}នៅ «{old}» ដូចតុបានវាយ ចំណែកបញ្ជីសរសេរថា «{new}»",
)
WOULD_CHANGE = Sentence(
    en="      if the same as {name}: {field}: “{old}” → “{new}”",
    km="      បើជា {name}៖ {field}៖ «{old}» → «{new}»",
)
OUTCOMES: Mapping[str, Sentence] = {
    "new": Sentence(en="new", km="ថ្មី"),
    "same": Sentence(en="the same", km="ដដែល"),
    "changed": Sentence(en="changed", km="កែប្រែ"),
    "ask": Sentence(en="to answer", km="ត្រូវឆ្លើយ"),
    "refused": Sentence(en="not taken", km="មិនយក"),
}
WOULD_MAKE = Sentence(en="Makes: {names}", km="បង្កើត៖ {names}")
HOW_TO_ANSWER = Sentence(
    en="Answer with --row {row}=new, --row {row}=same or --row {row}=skip; or --asked for all.",
    km="ឆ្លើយដោយ --row {row}=new (មនុស្សផ្សេង) --row {row}=same (តែម្នាក់) ឬ --row {row}=skip (ទុកចោល)"
    " ឬ --asked សម្រាប់ទាំងអស់។",
)
HOW_TO_NAME_VALUE = Sentence(
    en="Say what it is with --value “{text}={known}”, or --value “{text}=+” to make it.",
    km="ប្រាប់ថាវាជាអ្វីដោយ --value “{text}={known}” ឬ --value “{text}=+” ដើម្បីបង្កើត។",
)
STOPPED = Sentence(en="Stopped; the event is as it was.", km="បានបញ្ឈប់ ហើយព្រឹត្តិការណ៍នៅដដែល។")
STAGES: Mapping[str, Sentence] = {
    "reading": Sentence(en="Reading the file", km="កំពុងអានឯកសារ"),
    "comparing": Sentence(en="Comparing with the event", km="កំពុងប្រៀបធៀបនឹងព្រឹត្តិការណ៍"),
    "writing": Sentence(en="Writing", km="កំពុងរក្សាទុក"),
}

NOT_AN_ANSWER = Sentence(
    en="“{text}” is not written as {pattern}.",
    km="«{text}» មិនត្រូវតាមទម្រង់ {pattern} ទេ។",
)
NO_SUCH_COLUMN = Sentence(
    en="The list has no column “{column}”. It has: {known}.",
    km="បញ្ជីគ្មានជួរឈរ «{column}» ទេ។ ជួរឈរដែលមាន៖ {known}។",
)
NO_SUCH_FIELD = Sentence(
    en="“{field}” is nothing that a column can fill. Choose one of: {known}; or none.",
    km="ជួរឈរមិនអាចបំពេញ «{field}» បានទេ។ សូមជ្រើសរើស៖ {known} ឬ none។",
)
NO_SUCH_VALUE = Sentence(
    en="The list does not ask about “{text}”. It asks about: {known}.",
    km="បញ្ជីមិនសួរអំពី «{text}» ទេ។ វាសួរអំពី៖ {known}។",
)
NO_SUCH_ROW = Sentence(
    en="Row {row} does not ask that. These do: {known}.",
    km="ជួរដេក {row} មិនសួរដូច្នេះទេ។ ជួរដេកដែលសួរ៖ {known}។",
)
NO_SUCH_ONE = Sentence(
    en="Row {row} may be: {known}. Write one of their codes behind same:",
    km="ជួរដេក {row} អាចជា៖ {known}។ សូមសរសេរកូដរបស់ម្នាក់ក្នុងចំណោមនោះ ខាងក្រោយ same:",
)
