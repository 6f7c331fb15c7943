//! Arabic.

use super::{Unit, Words};
use crate::arabic::plural::Plural;

pub(super) static WORDS: Words = Words {
    weekdays: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
    month_names: [
        ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
        [
            "كانون الثاني",
            "شباط",
            "آذار",
            "نيسان",
            "أيار",
            "حزيران",
            "تموز",
            "آب",
            "أيلول",
            "تشرين الأول",
            "تشرين الثاني",
            "كانون الأول",
        ],
        ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
    ],
    before_noon: "صباحًا",
    after_noon: "مساءً",
    comma: "، ",
    now: "الآن",
    ago,
    skip_to_content: "تجاوز إلى المحتوى",
    sections: "الأقسام",
    front: "الرئيسية",
    latest: "آخر الأخبار",
    published: "نُشر",
    modified: "حُدّث",
    read_also: "اقرأ أيضًا:",
    related_articles: "مقالات ذات صلة",
    corrections: "تصويبات",
    correction: "تصويب",
    sponsored_by: "برعاية",
    sponsored: "محتوى برعاية",
    opinion: "رأي",
    pause_clock: "إيقاف الساعة",
    loading: "جارٍ التحميل",
    retry: "أعد المحاولة",
    to_front: "الصفحة الرئيسية",
    reload: "أعد تحميل الصفحة",
    fault: "حدث خطأ غير متوقع، وما قرأته باقٍ أمامك. إن توقفت الصفحة عن الاستجابة فأعد تحميلها.",
    no_script: "يحتاج عرض الأخبار هنا إلى تفعيل جافاسكربت في متصفحك. هذه أقسام الموقع:",
    no_app: "تعذّر تشغيل الموقع في متصفحك؛ أعد تحميل الصفحة أو جرّب متصفحًا أحدث. هذه أقسام الموقع:",
    not_found_title: "لم نجد هذه الصفحة",
    not_found: "ربما تغيّر عنوانها أو حُذفت. يمكنك متابعة آخر الأخبار أدناه.",
    network_title: "تعذّر الاتصال",
    network: "لم نستطع الوصول إلى الصفحة. تأكد من اتصالك بالإنترنت ثم أعد المحاولة.",
    broken_title: "تعذّر عرض هذه الصفحة",
    broken: "وصلت الصفحة ناقصة أو غير مقروءة، وقد يكون الخلل من جهتنا. أعد المحاولة بعد قليل.",
    too_new_title: "صدرت نسخة أحدث من الموقع",
    too_new: "كُتبت هذه الصفحة لنسخة أحدث. أعد تحميل الصفحة لقراءتها.",
    no_articles: "لا توجد أخبار هنا بعد.",
};

/// The dual says its number by itself; from 3 to 10 the noun is plural, from 11 on singular.
fn ago(unit: Unit, number: u64) -> String {
    let [one, two, few, many, other] = match unit {
        Unit::Minute => ["دقيقة", "دقيقتين", "دقائق", "دقيقة", "دقيقة"],
        Unit::Hour => ["ساعة", "ساعتين", "ساعات", "ساعة", "ساعة"],
        Unit::Day => ["يوم", "يومين", "أيام", "يومًا", "يوم"],
    };
    match Plural::of(number) {
        Plural::One => format!("قبل {one}"),
        Plural::Two => format!("قبل {two}"),
        Plural::Few => format!("قبل {number} {few}"),
        Plural::Many => format!("قبل {number} {many}"),
        Plural::Zero | Plural::Other => format!("قبل {number} {other}"),
    }
}
