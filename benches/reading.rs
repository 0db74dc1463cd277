//! How fast text is read: `cargo bench --bench reading`. One core; throughput in bytes of text.
//!
//! The text is made here, the same in every run: half Arabic, half English, with the mentions per kilobyte that news
//! articles have (about 6.5), and with words that no list knows, as many new ones as go on turning up in news.
//! `tools/speed` measures the command over a folder of real articles.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use mizan::claim::extract;
use mizan::config::Config;
use mizan::document::Document;

fn main() {
    let kilobytes = 200;
    let mentions: usize = articles(kilobytes).iter().map(|text| extract(&document(text)).len()).sum();
    assert!((1100..=1500).contains(&mentions), "{mentions} mentions in {kilobytes} KB are not those of news");
    divan::main();
}

/// From text to claims, in articles of the usual length.
#[divan::bench(args = [1000], sample_count = 20)]
fn articles_to_claims(bencher: Bencher, kilobytes: usize) {
    let texts = articles(kilobytes);
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in &texts {
            black_box(extract(&document(text)));
        }
    });
}

/// One clause, ever longer: each of its values looks at every place of the clause, so the throughput falls.
#[divan::bench(args = [1, 10, 100])]
fn one_long_sentence(bencher: Bencher, kilobytes: usize) {
    let mut text = String::new();
    while text.len() < kilobytes * 1000 {
        text += "and 20 soldiers were killed in Rome, up 3 percent from 2015, police said, ";
    }
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| document(&text))
        .bench_local_values(|document| black_box(extract(&document)));
}

/// A number behind words that begin no phrase of the word lists, about twenty, about sixty, and more than a hundred: the
/// time of a mention does not grow with the lists.
#[divan::bench(args = ["ساحل", "مجلس", "في", "ما"])]
fn words_that_begin_phrases(bencher: Bencher, word: &str) {
    let text = format!("{word} ساحل {word} ساحل 300 جندي. ").repeat(200);
    bencher
        .counter(BytesCount::new(text.len()))
        .with_inputs(|| document(&text))
        .bench_local_values(|document| black_box(extract(&document)));
}

fn document(text: &str) -> Document {
    Document::from_text("a.txt", text, &Config::default()).expect("plain text")
}

/// So much text, in articles of some two kilobytes.
fn articles(kilobytes: usize) -> Vec<String> {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut size = 0;
    let mut articles = Vec::new();
    while size < kilobytes * 1000 {
        let mut text = String::new();
        let news = if articles.len() % 2 == 0 { &ARABIC } else { &ENGLISH };
        while text.len() < 2500 {
            for _ in 0..3 {
                text += &sentence(dice.pick(news.sentences), news, &mut dice);
                text.push(' ');
            }
            text += "\n\n";
        }
        size += text.len();
        articles.push(text);
    }
    articles
}

/// A sentence with its blanks filled: `#` a number, `%` a share, `@` a name, `*` a word.
fn sentence(pattern: &str, news: &News, dice: &mut Dice) -> String {
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
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.below(from.len() as u64)).expect("a short list")]
    }
}

/// What sentences of a language are made of.
struct News {
    sentences: &'static [&'static str],
    names: &'static [&'static str],
    words: &'static [&'static str],
    syllables: &'static [&'static str],
    million: &'static str,
}

static ENGLISH: News = News {
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

static ARABIC: News = News {
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
