"""Column titles of participant lists in Khmer and English, and the field that each one fills.

A title is matched whole, then by its parts (split at ``/ ( ) |`` and line breaks), then
nearly: from 90 of 100 by itself, from 86 as a suggestion to be confirmed. Nothing is
matched because it *contains* a Khmer word: ភេទ (sex) stands inside ប្រភេទ (type).
Only questions of a form ("Which discussion group do you want to join?") are matched by the
words or phrases that one field alone is asked with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from kiosk.services.khmer import canonical


class Field(StrEnum):
    """What a column of a list can hold; the value is its lasting name in files and commands."""

    NUMBER = "number"
    ID = "id"
    TIMESTAMP = "timestamp"
    SIGNATURE = "signature"
    NAME = "name"
    NAME_KM = "name_km"
    NAME_LATIN = "name_latin"
    SURNAME = "surname"
    GIVEN = "given"
    HONORIFIC = "honorific"
    SEX = "sex"
    FEMALE = "female"
    MALE = "male"
    AGE = "age"
    BIRTH = "birth"
    POSITION = "position"
    ORGANISATION = "organisation"
    CATEGORY = "category"
    GROUP = "group"
    PROVINCE = "province"
    PHONE = "phone"
    EMAIL = "email"
    DISABILITY = "disability"
    NEEDS = "needs"
    PHOTO_CONSENT = "photo_consent"
    NOTE = "note"


NAME_FIELDS = frozenset({Field.NAME, Field.NAME_KM, Field.NAME_LATIN, Field.SURNAME, Field.GIVEN})
"""Fields that name a person."""

SILENT_FIELDS = frozenset({Field.NUMBER, Field.ID, Field.TIMESTAMP, Field.SIGNATURE})
"""Columns that are understood and from which nothing is taken."""

APPLIED_FROM = 90
SUGGESTED_FROM = 86
"""Ratios of near titles (0-100): from the one they are applied, from the other suggested."""


@dataclass(frozen=True, slots=True)
class Match:
    """The field of a title; ``score`` is 100 for a title in the table."""

    field: Field
    score: float

    @property
    def certain(self) -> bool:
        """Whether it is applied without a question."""
        return self.score >= APPLIED_FROM


_TITLES: dict[Field, str] = {
    Field.NUMBER: "no; n°; nº; nr; #; num; number; s/n; sn; s no; sr no; item; ល.រ; លរ; "
    "លេខរៀង; លំដាប់; "
    "លេខលំដាប់; ល.រៀង"
    "; sl; sl no; n.o; num.; row; index; serial; serial no; serial number; order; លេខ "
    "រៀង; ល រ",
    Field.ID: "id; code; reference; ref; id no; id number; id card; id card number; "
    "national id; staff id; "
    "passport; passport no; barcode; អត្តលេខ; លេខសម្គាល់; លេខកូដ; "
    "អត្តសញ្ញាណប័ណ្ណ; លេខអត្តសញ្ញាណប័ណ្ណ"
    "; uuid; participant id; registration id; registration number; registration no; "
    "respondent id; member id; student id; participant code; registration code",
    Field.TIMESTAMP: "timestamp; submitted at; submission date; start time; completion time; "
    "time; date; "
    "registered at; registration date; ត្រាពេលវេលា; កាលបរិច្ឆេទ; ថ្ងៃចុះឈ្មោះ; ថ្ងៃខែ; ម៉ោង"
    "; submission time; date submitted; submitted on; created at; created; last "
    "modified; start; end; today; registered on; date registered; date of "
    "registration; កាលបរិច្ឆេទចុះឈ្មោះ",
    Field.SIGNATURE: "signature; sign; thumbprint; thumb print; fingerprint; signature or "
    "thumbprint; "
    "ហត្ថលេខា; ស្នាមមេដៃ; ហត្ថលេខា ឬស្នាមមេដៃ; ស្នាមមេដៃ ឬហត្ថលេខា; ហត្ថលេខា និងស្នាមមេដៃ"
    "; attended; attendance; present; time in; "
    "time out; វត្តមាន; signed; sign in; sign-in; signature in; signature out; am; pm; morning; "
    "afternoon; ចុះហត្ថលេខា; ព្រឹក; រសៀល; ហត្ថលេខាព្រឹក; ហត្ថលេខារសៀល; day 1; day 2; "
    "day 3; ថ្ងៃទី១; ថ្ងៃទី២; ថ្ងៃទី៣",
    Field.NAME: "name; names; full name; fullname; participant; participants; participant "
    "name; "
    "name of participant; participants name; name of participants; attendee; attendee name; "
    "name and surname; surname and name; first and last name; name surname; "
    "guest name; name of guest; "
    "complete name; ឈ្មោះ; ឈ្មោះពេញ; គោត្តនាម-នាម; គោត្តនាម និងនាម; នាមត្រកូល និងនាមខ្លួន; "
    "នាមត្រកូល-នាមខ្លួន; នាម-គោត្តនាម; ឈ្មោះអ្នកចូលរួម; ឈ្មោះសិក្ខាកាម; នាមនិងគោត្តនាម; "
    "នាមត្រកូលនិងនាម; នាមត្រកូល និងឈ្មោះ; ឈ្មោះ និងនាមត្រកូល; អ្នកចូលរួម; "
    "សិក្ខាកាម; ឈ្មោះសមាជិក; "
    "ឈ្មោះភ្ញៀវ; ឈ្មោះនិងគោត្តនាម; ឈ្មោះមន្ត្រី; រាយនាម; នាម និងគោត្តនាម"
    "; participant full name; attendees; guests; member name; member; members; "
    "trainee; trainee name; name of trainee; teacher name; student name; staff name; "
    "employee name; delegate; delegate name; contact person; contact name; name of "
    "contact person; representative name; name of representative; person name; your "
    "full name; first name and last name; last name and first name; first name last "
    "name; last name first name; surname and given name; family name and given name; "
    "invitee; invitees; name of invitee; speaker name; speakers; គោត្តនាមនាម; "
    "ឈ្មោះគោត្តនាម; ឈ្មោះបុគ្គលិក; ឈ្មោះតំណាង; ឈ្មោះសិស្ស; ឈ្មោះនិស្សិត; ឈ្មោះគ្រូ; "
    "ឈ្មោះប្រជាពលរដ្ឋ; ឈ្មោះអ្នកចុះឈ្មោះ; ឈ្មោះអ្នកតំណាង; ឈ្មោះសមាជិកចូលរួម; "
    "ឈ្មោះនិងនាមត្រកូល; ឈ្មោះអ្នកទទួល; គោត្តនាម នាម; នាម គោត្តនាម; "
    "ឈ្មោះអ្នកទំនាក់ទំនង; ឈ្មោះមន្ត្រីចូលរួម",
    Field.SURNAME: "surname; last name; lastname; family name; sur name; នាមត្រកូល; គោត្តនាម; ត្រកូល"
    "; last; second name",
    Field.GIVEN: "given name; first name; firstname; given; given names; forename; នាមខ្លួន; "
    "នាម; "
    "ឈ្មោះខ្លួន"
    "; personal name; christian name; first",
    Field.HONORIFIC: "honorific; salutation; prefix; mr/ms; mr/mrs; mr/mrs/ms; mr./ms.; ឋានៈ; "
    "គោរមងារ; "
    "ងារ; លោក/លោកស្រី; លោក លោកស្រី កញ្ញា; ឋានន្តរនាម"
    "; courtesy title; form of address; mr; mr./mrs; honorific title; គោរមងារ/ឋានៈ; "
    "ងារ/គោរមងារ",
    Field.SEX: "sex; gender; m/f; f/m; m-f; sex m/f; gender m/f; ភេទ; ស្រី/ប្រុស; ប្រុស/ស្រី; យេនឌ័រ"
    "; sexe; gendre; m or f; male/female; female/male; gender identity; ភេទ ស/ប; ភេទ "
    "ប/ស",
    Field.FEMALE: "female; f; women; woman; ស្រី; ស្ត្រី; នារី; females; f.; girl; girls; # female; fem",
    Field.MALE: "male; m; men; man; ប្រុស; បុរស; males; m.; boy; boys; # male",
    Field.AGE: "age; ages; age group; age band; age range; age years; years old; how old "
    "are you; អាយុ; "
    "ក្រុមអាយុ; អាយុ ឆ្នាំ; អាយុប៉ុន្មាន"
    "; age in years; agegroup; aged; how old; age at event; អាយុឆ្នាំ; វ័យ; "
    "ចន្លោះអាយុ",
    Field.BIRTH: "date of birth; birth date; birthdate; birthday; dob; d.o.b; year of birth; "
    "birth year; yob; "
    "ថ្ងៃខែឆ្នាំកំណើត; ថ្ងៃ ខែ ឆ្នាំ កំណើត; ឆ្នាំកំណើត; ថ្ងៃកំណើត"
    "; dateofbirth; birth; born; date birth; d o b; ថ្ងៃខែឆ្នាំ កំណើត; ថ្ងៃ ខែ "
    "ឆ្នាំកំណើត; ថ្ងៃខែកំណើត; ឆ្នាំ កំណើត",
    Field.POSITION: "position; job title; designation; job; title; role; function; occupation; "
    "post; "
    "current position; job position; title/position; profession; rank; តួនាទី; "
    "មុខតំណែង; មុខងារ; "
    "តួនាទី/មុខតំណែង; មុខរបរ; តំណែង; ឋានៈ/តួនាទី; តួនាទីបច្ចុប្បន្ន; មុខងារ/តួនាទី"
    "; positions; job role; role in organization; role in organisation; role in the "
    "organization; position in organization; job function; current role; work "
    "position; post title; responsibility; titles; តួនាទីការងារ; មុខងារ/តួនាទី; "
    "មុខងារបច្ចុប្បន្ន; តួនាទី-មុខតំណែង; ឋានៈ តួនាទី; ឋានៈ និងតួនាទី; មុខតំណែង/តួនាទី",
    Field.ORGANISATION: "organisation; organization; institution; ngo; organisation name; "
    "organization name; "
    "name of organisation; name of organization; institution name; name of "
    "institution; company; agency; "
    "affiliation; ministry; department; employer; ngo name; name of ngo; "
    "organization/ngo; org; office; organisation/institution; "
    "represented organization; workplace; unit; entity; community; school; "
    "ស្ថាប័ន; អង្គភាព; អង្គការ; មកពី; "
    "ឈ្មោះអង្គការ; ឈ្មោះស្ថាប័ន; អង្គការ/ស្ថាប័ន; មកពីអង្គការ; មកពីស្ថាប័ន; "
    "ក្រសួង; ក្រសួង/ស្ថាប័ន; "
    "ក្រុមហ៊ុន; កន្លែងធ្វើការ; កន្លែងបម្រើការងារ; សហគមន៍; ក្រសួង-ស្ថាប័ន; "
    "អង្គភាព/ស្ថាប័ន; សាលា; មន្ទីរ; "
    "ស្ថាប័ន/អង្គភាព; មកពីអង្គភាព; ឈ្មោះអង្គភាព"
    "; organisations; organizations; org name; name of org; organization represented; "
    "representing; represents; from organization; from organisation; company name; "
    "company/organization; name of company; business name; employer name; "
    "association; association name; union; network; ministry/institution; institute; "
    "university; institution represented; name of institute; cso name; name of cso; "
    "cbo name; name of cbo; group name; name of group; community name; cooperative; "
    "agency name; ឈ្មោះសហគមន៍; ឈ្មោះក្រុមហ៊ុន; ឈ្មោះសមាគម; សមាគម; ឈ្មោះបណ្តាញ; "
    "បណ្តាញ; ឈ្មោះសហជីព; សហជីព; ស្ថាប័នតំណាង; តំណាងស្ថាប័ន; តំណាងឱ្យ; តំណាង; អង្គការ "
    "សហគមន៍; ក្រសួង ស្ថាប័ន; អង្គការ ស្ថាប័ន; ស្ថាប័ន អង្គការ; អង្គភាព ស្ថាប័ន; "
    "ស្ថាប័នឬអង្គការ; អង្គការឬស្ថាប័ន; ស្ថាប័ន ឬអង្គការ; អង្គការ ឬស្ថាប័ន; នាយកដ្ឋាន; "
    "អង្គភាពសាមី; សាកលវិទ្យាល័យ; ទីកន្លែងធ្វើការ",
    Field.CATEGORY: "category; type; participant type; type of participant; participant "
    "category; "
    "stakeholder type; type of stakeholder; type of organization; ប្រភេទ; "
    "ប្រភេទអ្នកចូលរួម; ប្រភេទសមាជិក"
    "; organization type; organisation type; type of organisation; kind of "
    "organization; kind of organisation; stakeholder; stakeholder group; sector; "
    "participant group; participants type; role at event; ប្រភេទស្ថាប័ន; "
    "ប្រភេទអង្គការ; ប្រភេទភ្ញៀវ; ប្រភេទអ្នកពាក់ព័ន្ធ",
    Field.GROUP: "discussion group; group; group no; group number; which group will you join; "
    "which discussion group do you want to join; breakout group; thematic group; "
    "ក្រុមពិភាក្សា; ក្រុម; "
    "ក្រុមទី; លេខក្រុម"
    "; group discussion; working group; workgroup; group assigned; table no; table; "
    "ក្រុមការងារ; ក្រុមពិភាក្សាទី; ពិភាក្សាក្រុម",
    Field.PROVINCE: "province; prov; city; from province; province/city; city/province; "
    "capital/province; "
    "location; province of residence; province/capital; ខេត្ត; រាជធានី/ខេត្ត; "
    "ខេត្ត/រាជធានី; រាជធានី-ខេត្ត; "
    "ខេត្ត-រាជធានី; ខេត្ត/ក្រុង; មកពីខេត្ត; រាជធានី ខេត្ត"
    "; provinces; province name; home province; home city; hometown; home town; "
    "province/municipality; capital; municipality; prov/city; region/province; where "
    "are you from; ខេត្ត ក្រុង; ខេត្ត-ក្រុង; ក្រុង/ខេត្ត; មកពីខេត្តណា; ខេត្តឬក្រុង; "
    "រាជធានី ឬខេត្ត; រាជធានីឬខេត្ត; រាជធានី និងខេត្ត; ខេត្តរាជធានី",
    Field.PHONE: "phone; tel; telephone; mobile; contact; phone number; phone no; telephone "
    "number; tel no; "
    "mobile number; mobile phone; contact number; contact no; cell; cell phone; "
    "cellphone; hp; h/p; telegram; "
    "whatsapp; telegram number; phone number/telegram; contact phone; "
    "លេខទូរស័ព្ទ; លេខទូរសព្ទ; ទូរស័ព្ទ; "
    "ទូរសព្ទ; លេខទំនាក់ទំនង; ទំនាក់ទំនង; ទូរស័ព្ទទំនាក់ទំនង; "
    "លេខទូរស័ព្ទទំនាក់ទំនង; លេខតេឡេក្រាម; "
    "តេឡេក្រាម; លេខទូរស័ព្ទដៃ; ទូរស័ព្ទលេខ"
    "; phones; phone nr; mobile nr; tel nr; phone #; tel #; mobile #; handphone; hand "
    "phone; handphone number; handy; mobile/telegram; phone/telegram; contact "
    "details; contact detail; contact info; contact information; contact tel; tel "
    "contact; phone contact; cell number; cell no; cellular; mobile phone number; "
    "mobile phone no; mobile no; primary phone; line; tel/fax; លេខ ទូរស័ព្ទ; "
    "លេខទូរស័ព្ទ តេឡេក្រាម; លេខទូរស័ព្ទឬតេឡេក្រាម; លេខទូរស័ព្ទផ្ទាល់ខ្លួន; "
    "លេខទូរសព្ទទំនាក់ទំនង; ទូរស័ព្ទដៃ; ទូរសព្ទដៃ; លេខទាក់ទង",
    Field.EMAIL: "email; e-mail; email address; e-mail address; mail; username; អ៊ីមែល; "
    "អុីមែល; អ៊ីម៉ែល; "
    "អុីម៉ែល; អាសយដ្ឋានអ៊ីមែល; សារអេឡិចត្រូនិក; អ៊ីម៉េល"
    "; email id; e mail; gmail; email add; mail address; e-mail id; email contact; "
    "អ៊ីម៊ែល; អ៊ិមែល; អីុមែល; អ៊ីមែលផ្ទាល់ខ្លួន; សារអេឡិចត្រូនិច",
    Field.DISABILITY: "disability; pwd; pwds; disabled; disability status; person with disability; "
    "people with disabilities; with disability; do you have a disability; type "
    "of disability; ពិការភាព; "
    "ជនពិការ; ជនមានពិការភាព; មានពិការភាព; ពិការ; តើអ្នកមានពិការភាពឬទេ; "
    "តើលោកអ្នកមានពិការភាពដែរឬទេ"
    "; disabilities; disability y/n; pwd y/n; people with disability; persons with "
    "disabilities; person with disabilities; are you a person with disability; "
    "disability type; kind of disability; impairment; impairments; type of impairment; handicap;"
    " handicapped; ប្រភេទពិការភាព; ពិការភាព មាន/គ្មាន; "
    "ស្ថានភាពពិការភាព; ជាជនពិការ",
    Field.NEEDS: "support; support needed; support needs; support required; special support; "
    "special needs; special need; special requirement; special requirements; special "
    "assistance; accessibility; accessibility needs; accessibility requirement; accessibility "
    "requirements; accessibility support; access needs; access requirements; assistance; "
    "assistance needed; assistance required; assistive device; assistive devices; reasonable "
    "accommodation; reasonable accommodations; individual needs; other needs; do you need any "
    "support; sign language; sign language interpreter; medical condition; medical conditions; "
    "health condition; health conditions; medical needs; "
    "តម្រូវការពិសេស; តម្រូវការ; តម្រូវការជំនួយ; តម្រូវការគាំទ្រ; តម្រូវការផ្សេងៗ; ជំនួយ; "
    "ជំនួយពិសេស; ជំនួយដែលត្រូវការ; ការគាំទ្រ; ការគាំទ្រដែលត្រូវការ; ត្រូវការជំនួយ; ឧបករណ៍ជំនួយ; "
    "ភាពងាយស្រួល; ភាសាសញ្ញា; អ្នកបកប្រែភាសាសញ្ញា; បញ្ហាសុខភាព; ស្ថានភាពសុខភាព",
    Field.PHOTO_CONSENT: "photo consent; consent to photo; photo; photo permission; photograph "
    "consent; "
    "consent for photo; do you agree to have your picture taken; do you agree to "
    "be photographed; "
    "media consent; យល់ព្រមថតរូប; យល់ព្រមឱ្យថតរូប; ការយល់ព្រមថតរូប; "
    "យល់ព្រមឲ្យថតរូប; អនុញ្ញាតឱ្យថតរូប"
    "; photos; photo consents; media release; photo release; picture consent; "
    "photo/video consent; consent; image consent; ការយល់ព្រម; យល់ព្រម; ការថតរូប; "
    "យល់ព្រមលើការថតរូប",
    Field.NOTE: "remark; remarks; note; notes; comment; comments; other; others; idpoor; id "
    "poor; "
    "id poor card; diet; dietary requirement; dietary requirements; food; meal "
    "preference; food allergy; "
    "accommodation; ផ្សេងៗ; សម្គាល់; សំគាល់; កំណត់សម្គាល់; "
    "កំណត់សំគាល់; បញ្ជាក់; "
    "ប័ណ្ណសមធម៌; ប័ណ្ណក្រីក្រ; អាហារ; យោបល់; មតិ"
    "; observation; observations; dietary needs; diet requirements; food restriction; "
    "food restrictions; allergies; allergy; food preference; "
    "additional information; ចំណាំ; កំណត់ចំណាំ; អាហារូបត្ថម្ភ; តម្រូវការអាហារ; "
    "ប្រភេទអាហារ; ព័ត៌មានបន្ថែម",
}

_ASKED_WITH: tuple[tuple[frozenset[str], Field], ...] = tuple(
    (frozenset(words.split()), field)
    for words, field in (
        ("disability", Field.DISABILITY),
        ("disabilities", Field.DISABILITY),
        ("support need", Field.NEEDS),
        ("support needs", Field.NEEDS),
        ("support needed", Field.NEEDS),
        ("support require", Field.NEEDS),
        ("support required", Field.NEEDS),
        ("special need", Field.NEEDS),
        ("special needs", Field.NEEDS),
        ("special requirements", Field.NEEDS),
        ("accessibility", Field.NEEDS),
        ("accessible", Field.NEEDS),
        ("assistance", Field.NEEDS),
        ("assistive", Field.NEEDS),
        ("reasonable accommodation", Field.NEEDS),
        ("reasonable accommodations", Field.NEEDS),
        ("sign language", Field.NEEDS),
        ("health condition", Field.NEEDS),
        ("medical condition", Field.NEEDS),
        ("dietary", Field.NOTE),
        ("picture", Field.PHOTO_CONSENT),
        ("pictures", Field.PHOTO_CONSENT),
        ("photos", Field.PHOTO_CONSENT),
        ("photography", Field.PHOTO_CONSENT),
        ("video", Field.PHOTO_CONSENT),
        ("photo", Field.PHOTO_CONSENT),
        ("photographed", Field.PHOTO_CONSENT),
        ("photographs", Field.PHOTO_CONSENT),
        ("discussion group", Field.GROUP),
        ("group join", Field.GROUP),
        ("group choose", Field.GROUP),
        ("email", Field.EMAIL),
        ("phone", Field.PHONE),
        ("telephone", Field.PHONE),
        ("gender", Field.SEX),
        ("sex", Field.SEX),
        ("old you", Field.AGE),
        ("age", Field.AGE),
        ("province", Field.PROVINCE),
        ("position", Field.POSITION),
        ("role organization", Field.POSITION),
        ("role organisation", Field.POSITION),
        ("type organization", Field.CATEGORY),
        ("type organisation", Field.CATEGORY),
        ("organization", Field.ORGANISATION),
        ("organisation", Field.ORGANISATION),
        ("institution", Field.ORGANISATION),
        ("full name", Field.NAME),
    )
)
_QUESTION_BEGINS = ("តើ", "សូម")
_QUESTION_ENDS = ("ឬទេ", "អ្វី", "អ្វីខ្លះ", "ណា", "ប៉ុន្មាន")
_KHMER_PHRASES = tuple(
    (canonical(phrase), field)
    for phrase, field in (
        ("ក្រុមពិភាក្សា", Field.GROUP),
        ("ពិការភាព", Field.DISABILITY),
        ("ថតរូប", Field.PHOTO_CONSENT),
        ("លេខទូរស័ព្ទ", Field.PHONE),
        ("លេខទូរសព្ទ", Field.PHONE),
        ("អ៊ីមែល", Field.EMAIL),
        ("តម្រូវការអាហារ", Field.NOTE),
        ("ជំនួយ", Field.NEEDS),
        ("ការគាំទ្រ", Field.NEEDS),
        ("តម្រូវការ", Field.NEEDS),
        ("តួនាទី", Field.POSITION),
        ("ស្ថាប័ន", Field.ORGANISATION),
        ("អង្គការ", Field.ORGANISATION),
        ("រាជធានី", Field.PROVINCE),
        ("ខេត្តណា", Field.PROVINCE),
        ("អាយុ", Field.AGE),
    )
)
"""What questions in Khmer ask for, the most telling phrase first."""

_OF_DISABILITY = frozenset({"difficulty", "difficulties", "impairment", "impairments"})
"""Words of the Washington Group's questions, which are to be confirmed."""
_OF_THE_EVENT = frozenset({"session", "training", "workshop", "event", "meeting"})
"""Words that questions about the participant may hold too, where they are asked for consent,
for needs or for the group."""
_WITHIN_THE_EVENT = frozenset(
    {Field.PHOTO_CONSENT, Field.NEEDS, Field.NOTE, Field.GROUP, Field.DISABILITY, Field.NAME}
)
_ABOUT_THE_ORGANISATION = frozenset(
    {"address", "website", "year", "established", "size", "staff", "budget", "members", "mission"}
)
_SOMEONE_ELSES = frozenset(
    {
        "emergency",
        "supervisor",
        "spouse",
        "husband",
        "wife",
        "father",
        "mother",
        "parent",
        "guardian",
        "nominee",
        "bank",
        "account",
        "relative",
        "manager",
        "director",
        "focal",
        "referee",
        "assistant",
        "caregiver",
        "arrival",
        "departure",
        "hotel",
    }
)
"""Words of questions that are not about the participant."""

_SPLIT = re.compile(r"\s*[/()\[\]|\n\r,;:&]+\s*|\s+-\s+")
_NOISE = re.compile(r"[*?។៖!\"'“”«»។_.\u200b-\u200f\u2060\ufeff\xa0\s]+")
_NUMBERED = re.compile(
    r"^\s*(?:q(?:uestion)?\s?)?[\d០-៩]{1,2}(?:\.[\d០-៩]{1,2})*\s*[.):។៖-]\s*(?=\D)"
)
_POLITE = re.compile(
    r"^(?:(?:please|kindly|enter|write|provide|fill in|type|what is|what's|which is|indicate|"
    r"specify|your|the|my|you|are|participant s|participants?'s?) )+"
)
_POLITE_KM = re.compile(
    r"^(?:សូម(?:បំពេញ|បញ្ចូល|សរសេរ)?|តើ|លោកអ្នក|អ្នក|មាន)+|"
    r"(?:របស់(?:លោកអ្នក|អ្នក)|អ្វី|ណា|ណាដែរ|ដែរឬទេ|ឬទេ)+$"
)
_IN_KHMER = re.compile(
    r"\b(?:written |name )?(?:in |as )?(?:khmer|kh|km|kmer|cambodian)"
    r"(?: (?:language|script|unicode|letters?|name))?\b"
)
_IN_LATIN = re.compile(
    r"\b(?:in |as )?(?:english|eng|en|latin|roman|romanized)"
    r"(?: (?:language|script|letters?|alphabet|capital))*\b"
)
_IN_KHMER_KM = re.compile(r"(?:ជា)?(?:ភាសា|អក្សរ)?(?:ខ្មែរ)$")
_IN_LATIN_KM = re.compile(r"(?:ជា)?(?:ភាសា|អក្សរ)?(?:ឡាតាំង|អង់គ្លេស)$")


def title_key(title: str) -> str:
    """``title`` in the form that is compared and remembered: without case, marks or noise.

    Khmer is canonical and without spaces; Latin words are parted by one space.
    """
    plain = _NOISE.sub(" ", _NUMBERED.sub("", canonical(title).casefold())).strip(" -–:_")
    return re.sub(r"(?<=[ក-៿]) (?=[ក-៿])", "", plain)


@lru_cache(maxsize=32768)  # all the cells that may be titles: 40 rows of 500 columns
def field_of(title: str) -> Match | None:
    """The field that a column with this title fills, or None where no title is near enough."""
    whole = _known(title_key(title))
    if whole:
        return Match(whole, 100)
    return _of_parts(title) or _asked(title) or _near(title)


def language_named(title: str) -> Field | None:
    """NAME_KM or NAME_LATIN where the title says no more than its language ("Khmer")."""
    base, named = _without_language(title_key(title))
    return named if not base else None


def _of_parts(title: str) -> Match | None:
    parts = [part for part in _SPLIT.split(title) if title_key(part)]
    languages = [language for part in parts if (language := language_named(part))]
    fields = [field for part in parts if (field := _known(title_key(part)))]
    ticks = {Field.FEMALE, Field.MALE} & set(fields)
    if ticks and set(fields) <= ticks | {Field.SEX}:
        return Match(ticks.pop() if len(ticks) == 1 else Field.SEX, 100)
    fields = [_in_language(f, languages[0]) if languages else f for f in fields]
    return Match(_most_telling(fields), 100) if fields else None


def _most_telling(fields: list[Field]) -> Field:
    """The field that most parts name; of equals the first that is taken into a person."""
    ranked = sorted(fields, key=lambda f: (f in SILENT_FIELDS, -fields.count(f), f is Field.NOTE))
    scripted = {Field.NAME_KM, Field.NAME_LATIN}
    return next((f for f in fields if f in scripted and ranked[0] is Field.NAME), ranked[0])


def _in_language(field: Field, language: Field) -> Field:
    return language if field is Field.NAME else field


def _known(key: str) -> Field | None:
    """The field of a key in the table, also with politeness or its language around it."""
    if field := _TABLE.get(key):
        return field
    bare = _POLITE_KM.sub("", _POLITE.sub("", key + " ").strip())
    if field := _TABLE.get(bare):
        return field
    base, language = _without_language(bare)
    if language is None:
        return None
    return _in_language(_TABLE[base], language) if base in _TABLE else (None if base else language)


def _without_language(key: str) -> tuple[str, Field | None]:
    for pattern, language in _LANGUAGES:
        base, found = pattern.subn("", key)
        if found:
            return _NOISE.sub(" ", base).strip(" -–"), language
    return key, None


def _asked(title: str) -> Match | None:
    """The field of a question or a long English title, by the words it is asked with."""
    if field := _asked_in_khmer(title_key(title)):
        return Match(field, APPLIED_FROM)
    words = set(re.findall(r"[a-z]+", title.casefold().replace("e-mail", "email")))
    if len(words) < 2 or words & _SOMEONE_ELSES:
        return None
    field = next((field for asked, field in _ASKED_WITH if asked <= words), None)
    if field is None and words & _OF_DISABILITY:
        return Match(Field.DISABILITY, SUGGESTED_FROM)
    if words & _OF_THE_EVENT and field not in _WITHIN_THE_EVENT:
        return None
    if field is Field.ORGANISATION and words & _ABOUT_THE_ORGANISATION:
        return None
    return Match(field, APPLIED_FROM) if field else None


def _asked_in_khmer(key: str) -> Field | None:
    """The field of a Khmer question, by a phrase that is part of no other word."""
    if not key.startswith(_QUESTION_BEGINS) and not key.endswith(_QUESTION_ENDS):
        return None
    return next((field for phrase, field in _KHMER_PHRASES if phrase in key), None)


def _near(title: str) -> Match | None:
    key = title_key(title)
    if not 5 <= len(key) <= _LONGEST_NEAR:
        return None
    near = process.extractOne(key, _TABLE.keys(), scorer=fuzz.ratio, score_cutoff=SUGGESTED_FROM)
    return Match(_TABLE[near[0]], min(near[1], 99)) if near else None


_LANGUAGES = (
    (_IN_KHMER, Field.NAME_KM),
    (_IN_LATIN, Field.NAME_LATIN),
    (_IN_KHMER_KM, Field.NAME_KM),
    (_IN_LATIN_KM, Field.NAME_LATIN),
)
_TABLE: dict[str, Field] = {
    title_key(title): field for field, titles in _TITLES.items() for title in titles.split(";")
}
_LONGEST_NEAR = max(map(len, _TABLE)) * (200 - SUGGESTED_FROM) // SUGGESTED_FROM
"""Letters above which no text is near a title: the ratio is of those that both have."""
