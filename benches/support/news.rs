//! Sentences as news has them, made the same in every run.

/// A sentence with its blanks filled: `#` a number, `%` a share, `@` a name, `*` a word.
pub fn sentence(pattern: &str, news: &News, dice: &mut Dice) -> String {
    let mut text = String::new();
    for letter in pattern.chars() {
        match letter {
            '#' => match dice.below(3) {
                0 => text += &(2 + dice.below(90)).to_string(),
                1 => text.extend([(1 + dice.below(90)).to_string(), format!(",{:03}", dice.below(1000))]),
                _ => text.extend([(2 + dice.below(90)).to_string(), format!(" {}", news.million)]),
            },
            '%' => text.extend([dice.below(100).to_string(), format!(".{}%", dice.below(10))]),
            '@' => text += dice.pick(news.names),
            // One word in three is new.
            '*' if dice.below(3) > 0 => text += dice.pick(news.words),
            '*' => (0..3 + dice.below(2)).for_each(|_| text += dice.pick(news.syllables)),
            letter => text.push(letter),
        }
    }
    text
}

/// Xorshift: the same in every run.
pub struct Dice(pub u64);

impl Default for Dice {
    fn default() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }
}

impl Dice {
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.below(from.len() as u64)).expect("a short list")]
    }
}

/// What sentences of a language are made of.
pub struct News {
    pub sentences: &'static [&'static str],
    pub names: &'static [&'static str],
    pub words: &'static [&'static str],
    pub syllables: &'static [&'static str],
    pub million: &'static str,
}

pub static ENGLISH: News = News {
    sentences: &[
        "The minister told reporters in @ that the * of the * would go on until the * had been found, and that * were ready.",
        "At least # people were killed and # others injured when a * hit the * of @ on Tuesday, officials said.",
        "Exports rose by % to $# in the second quarter, the central bank of @ said, while * fell and * remained stable.",
        "\"We did not expect the * to come back so soon,\" said a * of the *, who asked not to be named because of the *.",
        "More than # homes were without power after the * crossed the * near @, and roads to the * were closed.",
        "The company, which makes * for the * industry, declined to comment on the * or to say when the * would open.",
        "The opposition in @ called on the government to publish the * and to explain why the * had not been told earlier.",
        "About % of those asked said that they would vote for the *, up from % in March 2014.",
        "The court heard that the * had left the * shortly before the *, and that nobody had seen him since.",
        "Residents of the * told of long waits at the *, where the * and the * had been closed since the * began in @.",
        "Lawyers for the * argued that the * was a matter for the *, and asked the court in @ to set the * aside.",
        "Police in @ arrested # men and seized # kilograms of * in a raid on a * outside the *.",
    ],
    names: &["Cairo", "Brazil", "Ankara", "Moscow", "Tunis", "New Zealand", "Baghdad", "Spain", "Lagos", "Tokyo"],
    words: &[
        "agreement",
        "council",
        "harbour",
        "water",
        "teacher",
        "election",
        "storm",
        "market",
        "hospital",
        "border",
        "court",
        "project",
        "report",
        "factory",
        "village",
        "festival",
        "committee",
        "plan",
        "road",
        "ship",
    ],
    syllables: &["ber", "lo", "ran", "tis", "mo", "ken", "dar", "vi", "sel", "pu", "gan", "ro", "fe", "nil", "cor"],
    million: "million",
};

pub static ARABIC: News = News {
    sentences: &[
        "وقال الوزير للصحفيين في @ إن * سيستمر حتى العثور على *، وإن * جاهز لذلك وفق ما أعلنه *.",
        "قتل # شخصا وأصيب # آخرون في * وقع الثلاثاء قرب * في @، بحسب ما ذكرت الشرطة.",
        "ارتفعت الصادرات بنسبة % لتصل إلى # دولار في الربع الثاني، وفق البنك المركزي في @، بينما تراجع *.",
        "وأضاف المتحدث باسم * أن * لم يكن متوقعا، وأن * سيعلن عن * بعد انتهاء *.",
        "انقطعت الكهرباء عن أكثر من # منزل بعد أن عبرت * منطقة * قرب @، وأغلقت الطرق المؤدية إلى *.",
        "ورفضت الشركة التي تنتج * التعليق على * أو الكشف عن موعد افتتاح * الجديد.",
        "ودعت المعارضة في @ الحكومة إلى نشر * وشرح أسباب عدم الإعلان عن * في وقت سابق.",
        "وقال % من المشاركين إنهم سيصوتون لصالح *، مقابل % في مارس 2014.",
        "واستمعت المحكمة إلى * الذي غادر * قبل * بقليل، ولم يره أحد منذ ذلك الوقت.",
        "وتحدث سكان * عن انتظار طويل أمام *، حيث أغلق * و* منذ بدء * في @.",
        "ورأى محامو * أن * من شأن *، وطلبوا من المحكمة في @ رفض * وإعادة النظر في *.",
        "وضبطت الشرطة في @ # كيلوغراما من * خلال مداهمة * وأوقفت # رجال.",
    ],
    names: &["القاهرة", "البرازيل", "أنقرة", "موسكو", "تونس", "نيوزيلندا", "بغداد", "إسبانيا", "لاغوس", "طوكيو"],
    words: &[
        "الاتفاق",
        "المجلس",
        "الميناء",
        "المياه",
        "المعلم",
        "الانتخابات",
        "العاصفة",
        "السوق",
        "المستشفى",
        "الحدود",
        "القضاء",
        "المشروع",
        "التقرير",
        "المصنع",
        "القرية",
        "المهرجان",
        "اللجنة",
        "الخطة",
        "الطريق",
        "السفينة",
    ],
    syllables: &["بر", "لو", "ران", "تس", "مو", "كن", "دار", "في", "سل", "بو", "جان", "رو", "فا", "نيل", "كور"],
    million: "مليون",
};
