// The words of the interface, as Khabar's Arabic edition has them.

export const words = {
  aboutSite: 'عن الموقع', archive: 'الأرشيف', code: 'نص برمجي', contents: 'في هذا المقال', copied: 'نُسخ الرابط',
  copyLink: 'نسخ الرابط', correction: 'تصويب', corrections: 'تصويبات', details: 'تفاصيل', download: 'تنزيل',
  duration: 'المدة', embedNote: 'يُحمَّل عندئذ من موقع ناشره، وقد يجمع بيانات عنك.', footnote: 'الهامش',
  backToMark: 'عودة إلى موضع الهامش', footnotes: 'الهوامش', front: 'الرئيسية', gallery: 'معرض صور',
  keyPoints: 'أبرز النقاط', latest: 'آخر الأخبار', loading: 'جارٍ التحميل', modified: 'حُدّث', monthsOfYear: 'شهور السنة',
  of: 'من', olderStory: 'قبل هذا في القسم:', openAt: 'افتح في', opinion: 'رأي', pauseClock: 'إيقاف الساعة',
  published: 'نُشر', readAlso: 'اقرأ أيضًا:', relatedArticles: 'مقالات ذات صلة', sections: 'الأقسام',
  share: 'مشاركة', showEmbed: 'اعرضه هنا', skipToContent: 'تجاوز إلى المحتوى', sponsored: 'محتوى برعاية',
  switchTheme: 'تبديل المظهر بين الفاتح والداكن', table: 'جدول', topics: 'موضوعات', transcript: 'نص التسجيل',
  where: 'موقع الصفحة',
  roles: { correspondent: 'مراسلة:', editor: 'تحرير:', photographer: 'تصوير:', translator: 'ترجمة:' },
  networks: { x: 'إكس', instagram: 'إنستغرام' },
};
