//! Every rule that a message can name. The table in `docs/content.md` is compared with this one.

use crate::source::Level;

/// What may not be in a publisher's file, or should not.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// Its identifier, which messages carry and an article may silence.
    pub id: &'static str,
    /// How bad it is to break it; where the reader decides by the place, the worse of both.
    pub level: Level,
    /// How to mend what breaks it, where the message has nothing better.
    pub mend: &'static str,
}

macro_rules! rules {
    ($($name:ident $id:literal $level:ident $mend:literal;)+) => {
        $(pub(in crate::prerender) const $name: Rule = Rule { id: $id, level: Level::$level, mend: $mend };)+

        /// All rules that the checks know themselves.
        const CHECKED: &[Rule] = &[$($name),+];
    };
}

rules! {
    COLOUR "colour" Error "write it with # and six hexadecimal digits, as in #8c1c2c";
    TIME_ZONE "time-zone" Error "name one of the IANA database, as in Asia/Kuwait";
    BASE_URL "base-url" Error "write it whole, as in https://news.example/";
    SITE "site" Error "see docs/content.md, under site.json";
    DUPLICATE_ADDRESS "duplicate-address" Error "give one of them another slug";
    DUPLICATE_ID "duplicate-id" Error "give one of them another id; it must never be one that was used before";
    PERMALINK "permalink" Error "write the field, or choose a permalink for the site that does without it";
    REDIRECT "redirect" Error "see docs/hosting.md, under Old addresses";
    REDIRECT_CONFLICT "redirect-conflict" Error "take this redirect out, or give the page another address";
    REDIRECT_LOOP "redirect-loop" Error "let one of them lead to a page";
    VANISHED_ADDRESS "vanished-address" Error "lead it on in redirects.json, or say there that it is gone: \"status\": 410";
    OTHER_HISTORY "other-history" Error "name the right file with --history; where the site moved, write its new address into this one";
    RESERVED_NAME "reserved-name" Error "give this one another name";
    UNKNOWN_ARTICLE "unknown-article" Error "write the name of its file in articles/ without .json, or take it out";
    UNKNOWN_SECTION "unknown-section" Error "name a section of site.json, or add this one there";
    UNKNOWN_SPONSOR "unknown-sponsor" Error "name the id of a sponsor of site.json, or add this one there";
    UNKNOWN_PAGE "unknown-page" Error "write the name of its file in pages/ without .json, or take it out";
    DEAD_LINK "dead-link" Error "mend the address, or take the link out";
    MISSING_FILE "missing-file" Error "put the file there, or mend the path; capitals count, and it begins at the content folder";
    WINDOW_INVERTED "window-inverted" Error "let \"ends\" be later than \"starts\"";
    EXPIRES_BEFORE_PUBLISHED "expires-before-published" Error "let \"expires\" be later than \"date_published\", or take it out";
    FOOTNOTE_WITHOUT_NOTE "footnote-without-note" Error "add the note to a block of footnotes, or take the mark out";
    DUPLICATE_ANCHOR "duplicate-anchor" Error "give one of them another id";

    HEADLINE_CONTROL "headline-control" Error "type the headline anew, without what another program left in it";

    MISSING_ALT "missing-alt" Warning "say in \"alt\" what the picture shows, or write \"alt\": \"\" where it only decorates";
    MISSING_SIZE "missing-size" Warning "write \"width\" and \"height\" of the file in pixels";
    PICTURE_SIZE "picture-size" Warning "write the size that the file has";
    PICTURE_BROKEN "picture-broken" Warning "export the picture anew; the name must end as the format does";
    FILE_SIZE "file-size" Warning "write the size that the file has";
    LARGE_PICTURE "large-picture" Warning "export it smaller: 1,600 pixels wide at a quality of 75 is enough for a page";
    PICTURE_AS_IT_IS "picture-as-it-is" Warning "export it anew, at most 4,000 pixels wide; until then it is delivered as it is";
    PICTURE_CACHE "picture-cache" Warning "see that the folder may be written to, or name another with --cache";
    LARGE_ICON "large-icon" Warning "every page loads it: make it smaller, as SVG where it can be";
    BLOCKED_BY_POLICY "blocked-by-policy" Warning "copy the file into the content folder: the site's policy lets pages load from the site itself only";
    VIDEO_WITHOUT_CAPTIONS "video-without-captions" Warning "add a WebVTT file to \"captions\", for those who do not hear it";
    EMBED_ADDRESS "embed-address" Warning "write the whole address, as in https://…";
    EMBED_PROVIDER "embed-provider" Warning "write the address of one work, see docs/content.md, or silence this where a link is enough";
    CONTROL_CHARACTER "control-character" Warning "take it out: nobody sees it, and it often comes along from another program";
    EMPTY_BLOCK "empty-block" Warning "fill it, or take the block out";
    EMPTY_ARTICLE "empty-article" Warning "write its text, or let it wait: \"status\": \"draft\"";
    BLANK_TEXT "blank-text" Warning "write it, or take the field out";
    UNUSED_FOOTNOTE "unused-footnote" Warning "point at it with { \"type\": \"footnote\", \"id\": … }, or take it out";
    MODIFIED_BEFORE_PUBLISHED "modified-before-published" Warning "let \"date_modified\" be later than \"date_published\", or take it out";
    UNPUBLISHED_LINK "unpublished-link" Warning "take the link out until readers can follow it";
    DEAD_ANCHOR "dead-anchor" Warning "give the heading an \"id\", or take the link out";
    EXTERNAL_LINK "external-link" Warning "mend the address, name a copy of the page in an archive, or take the link out";
    UNKNOWN_ADDRESS "unknown-address" Warning "mend the path, or write the whole address where something else than Khabar answers it";
    CHANGED_ADDRESS "changed-address" Warning "put its old slug into \"former_slugs\"";
    HISTORY_LOST "history-lost" Warning "put the file back from a copy if there is one, and keep it with the content";
    FORMER_SLUG_TAKEN "former-slug-taken" Warning "take it out of \"former_slugs\" of all but one";
    PINNED_TWICE "pinned-twice" Warning "take the second one out";
    PINNED_NOT_PUBLIC "pinned-not-public" Warning "take it out, or publish the article";
    NAVIGATION_ITEM "navigation-item" Warning "write { \"section\" }, { \"page\" } or { \"text\", \"link\" }";
    MANY_SECTIONS "many-sections" Warning "name the twelve that readers ask for most in \"navigation\"; the others keep their pages";
    EMPTY_SECTION "empty-section" Warning "publish an article in it, or take it out; until then it is not in the menu";
    SPONSOR_WITHOUT_CREATIVE "sponsor-without-creative" Warning "add a picture to \"creatives\"; without one nothing is shown";
    SPONSOR_ENDED "sponsor-ended" Warning "take the sponsor out, give it another window, or let another one follow";
    CONTRAST "contrast" Warning "choose a darker accent";
    CARD "card" Warning "report it: it is a fault of Khabar";
    CARD_FACE "card-face" Warning "name a TTF or OTF in the content folder; Khabar's own face is taken until then";
    CARD_LETTER "card-letter" Warning "write it otherwise, name a face that has it in site.json under \"cards\", or do without the card: \"card\": false";
    TATWEEL "tatweel" Warning "take the strokes out";
    MIXED_DIGITS "mixed-digits" Warning "write all numbers of an article in the digits of the site";
    LATIN_PUNCTUATION "latin-punctuation" Warning "write ، ؛ or ؟";
    SPACE_BEFORE_PUNCTUATION "space-before-punctuation" Warning "take the space out";
    DOUBLE_SPACE "double-space" Warning "leave one";
    DOUBLED_WORD "doubled-word" Warning "take one of them out";
    UNBALANCED_PAIR "unbalanced-pair" Warning "write the other half, or take this one out";
    UNBALANCED_BIDI "unbalanced-bidi" Warning "take it out: names are isolated by themselves";
    HAMZA "hamza" Warning "mend the spelling";
    TAA_MARBUTA "taa-marbuta" Warning "mend the spelling";
    ALEF_MAQSURA "alef-maqsura" Warning "mend the spelling";
    LETTER_FORM "letter-form" Warning "type the word anew, or let --fix do it";
    REPEATED_HEADLINE "repeated-headline" Warning "say what is new in this one";
    MISSING_CREDIT "missing-credit" Warning "name in \"credit\" who made it, and whose it is";
    SMALL_LEAD_PICTURE "small-lead-picture" Warning "export it anew at 1,200 pixels or more";
    LEAD_PICTURE_SHAPE "lead-picture-shape" Warning "crop it to 16:9, or choose another one";
    HTTP_LINK "http-link" Warning "write https:// where the other site answers to it";
    LABEL_WITHOUT_SPONSOR "label-without-sponsor" Warning "name the sponsor in \"sponsor\", or take the label out";
    LONG_PARAGRAPH "long-paragraph" Warning "make two or three of it";
    TABLE_WITHOUT_HEADER "table-without-header" Warning "write \"header_rows\": 1 or \"header_columns\": 1";
    LONG_ARTICLE "long-article" Warning "make several articles of it that link to each other, or offer the whole as a file";
    UNKNOWN_RULE "unknown-rule" Warning "docs/content.md lists the rules; errors are always on";
    STRAIGHT_QUOTES "straight-quotes" Hint "write «…»";
    HEADLINE_LENGTH "headline-length" Hint "write a shorter one, and put the rest into the standfirst";
    STANDFIRST_LENGTH "standfirst-length" Hint "write one or two sentences";
    EXTERNAL_LINK_UNKNOWN "external-link-unknown" Hint "open it in a browser; silence this where it is right";
    UNUSED_SILENCE "unused-silence" Warning "take it out of \"silenced\"";
}

/// The rules of the reader and of the builder. Most of the reader's messages say what is expected.
const READ: &[Rule] = &[
    error("syntax", "mend the JSON at this place; an editor program marks it while you write"),
    error("version", "write \"version\": 1"),
    error("version-too-new", "use a newer Khabar"),
    error("missing", "add it; its form is in docs/content.md"),
    error("type", "write it in the form that docs/content.md gives"),
    error("unknown-field", "take it out; docs/content.md lists the fields"),
    warning("unknown-block", "see docs/content.md for the types of blocks"),
    warning("unknown-inline", "see docs/content.md for the types of inlines"),
    error("word", "write one of them"),
    error("range", "write a number within the range"),
    error("date", "write the offset of the newsroom's time zone as well"),
    error("slug", "leave out spaces, dots and other signs"),
    error("link", "write the whole address, or a path of the site that begins with /"),
    error("language", "write the language first, then the region if it matters"),
    error("focus", "count from the top left corner"),
    error("read", "see that the file is there, may be read, and is saved as UTF-8"),
    error("file-name", "give it another name"),
    warning("symbolic-link", "put the file or the folder itself there"),
    error("misplaced", "move it to articles/ or pages/"),
    error("write", "see that the folder may be written to and the disk is not full"),
    error("out", ""),
    error("app", ""),
    error("hook", ""),
    error("host", ""),
    error("history", "name a file beside the content folder with --history"),
    error("page-data", ""),
    error("render", "report it: it is a fault of Khabar"),
];

const fn error(id: &'static str, mend: &'static str) -> Rule {
    Rule { id, level: Level::Error, mend }
}

const fn warning(id: &'static str, mend: &'static str) -> Rule {
    Rule { id, level: Level::Warning, mend }
}

/// Whether a rule is only asked on demand, and what it finds changes from one day to the next.
pub(super) fn is_of_other_sites(id: &str) -> bool {
    id == EXTERNAL_LINK.id || id == EXTERNAL_LINK_UNKNOWN.id
}

/// All rules.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    READ.iter().chain(CHECKED)
}

/// The rule of an identifier.
pub(in crate::prerender) fn rule(id: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.id == id)
}
