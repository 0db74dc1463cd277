//! An archive of news, made the same in every run: stories that several outlets tell, in two languages.
//!
//! One story for eight articles, a hundred articles a day. What the stories share is what news shares: the same
//! countries, tolls, prices, shares and votes in thousands of articles. What sets one apart is its town, the name of a
//! person, its figures, and words of its own that no list knows.

use super::news::{ARABIC, Dice, ENGLISH, News, sentence};

/// An article as an outlet prints it.
pub struct Article {
    pub name: String,
    pub text: String,
    pub outlet: &'static str,
    /// Days after the first article of the archive.
    pub day: u16,
}

/// Articles of one story.
const TELLINGS: usize = 8;
/// Articles of one day.
const DAILY: usize = 100;

/// So many articles; the first of them are those of a smaller archive.
pub fn archive(articles: usize) -> Vec<Article> {
    let mut dice = Dice::default();
    (0..articles.div_ceil(TELLINGS)).flat_map(|nth| story(nth, &mut dice)).take(articles).collect()
}

/// One story as several outlets tell it, within three days.
fn story(nth: usize, dice: &mut Dice) -> Vec<Article> {
    let theme = &THEMES[usize::try_from(dice.below(THEMES.len() as u64)).expect("a short list")];
    let [country, person, town] = [pick(COUNTRIES.len(), dice), pick(PEOPLE.len(), dice), pick(u16::MAX.into(), dice)];
    let surname = pick(u16::MAX.into(), dice);
    let figures: [u64; 4] = [13 + dice.below(480), 2 + dice.below(90), 1 + dice.below(9), dice.below(10)];
    let own: Vec<usize> = (0..12).map(|_| pick(u16::MAX.into(), dice)).collect();
    let day = u16::try_from(nth * TELLINGS / DAILY).expect("an archive of some years");
    let telling = |at: usize| {
        let (side, news): (usize, &News) = if at.is_multiple_of(2) { (0, &ARABIC) } else { (1, &ENGLISH) };
        let (outlet, later) = (OUTLETS[at % OUTLETS.len()], u16::try_from(at / 3).expect("a few"));
        let told = &theme[side];
        let own = |dice: &mut Dice| word(own[pick(own.len(), dice)], news).to_lowercase();
        let names = [
            ("@", COUNTRIES[country][side].to_owned()),
            ("&", word(town, news)),
            ("^", format!("{} {}", PEOPLE[person][side], word(surname, news))),
        ];
        let fill = |pattern: &str, dice: &mut Dice| {
            let mut text = pattern.to_owned();
            for (sign, name) in &names {
                text = text.replace(sign, name);
            }
            for (slot, figure) in figures.iter().enumerate() {
                // One outlet in six has a figure of its own.
                let own = if dice.below(6) == 0 { figure + 1 + figure / 9 } else { *figure };
                text = text.replace(&format!("{{{slot}}}"), &own.to_string());
            }
            while text.contains('~') {
                text = text.replacen('~', &own(dice), 1);
            }
            sentence(&text, news, dice)
        };
        let mut text = fill(told[0], dice) + "\n\n";
        for _ in 0..2 {
            text += &(fill(dice.pick(&SCENES[side]), dice) + " ");
        }
        for paragraph in 0..3 {
            let of_story = dice.pick(&told[1..]);
            text.extend([fill(told[1 + paragraph], dice), " ".to_owned(), fill(of_story, dice), " ".to_owned()]);
            // What every article says besides.
            text += &sentence(dice.pick(news.sentences), news, dice);
            text += "\n\n";
        }
        Article { name: format!("{nth:06}-{at}.txt"), text, outlet, day: day + later }
    };
    (0..TELLINGS).map(telling).collect()
}

fn pick(len: usize, dice: &mut Dice) -> usize {
    usize::try_from(dice.below(len as u64)).expect("a list's length")
}

/// A name of three or four syllables, the same in both scripts.
fn word(mut code: usize, news: &News) -> String {
    let mut word = String::new();
    for _ in 0..3 + code % 2 {
        word += news.syllables[code % news.syllables.len()];
        code = code / news.syllables.len() + 7;
    }
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

const OUTLETS: [&str; 5] = ["Herald", "الأخبار", "Courier", "البيان", "Gazette"];

/// Countries, those that news tells of most more than once.
const COUNTRIES: [[&str; 2]; 24] = [
    ["مصر", "Egypt"],
    ["مصر", "Egypt"],
    ["مصر", "Egypt"],
    ["سوريا", "Syria"],
    ["سوريا", "Syria"],
    ["العراق", "Iraq"],
    ["العراق", "Iraq"],
    ["تركيا", "Turkey"],
    ["تركيا", "Turkey"],
    ["لبنان", "Lebanon"],
    ["الأردن", "Jordan"],
    ["تونس", "Tunisia"],
    ["المغرب", "Morocco"],
    ["الجزائر", "Algeria"],
    ["البرازيل", "Brazil"],
    ["إسبانيا", "Spain"],
    ["فرنسا", "France"],
    ["ألمانيا", "Germany"],
    ["اليابان", "Japan"],
    ["الهند", "India"],
    ["باكستان", "Pakistan"],
    ["نيجيريا", "Nigeria"],
    ["كينيا", "Kenya"],
    ["المكسيك", "Mexico"],
];

const PEOPLE: [[&str; 2]; 6] =
    [["كريم", "Karim"], ["سامي", "Sami"], ["نادر", "Nader"], ["مارك", "Mark"], ["ليلى", "Leila"], ["دانيال", "Daniel"]];

/// What only this story is about, in words of its own: `~`.
const SCENES: [[&str; 4]; 2] = [
    ["~ و~ قرب ~ ~، ثم ~ و~ و~.", "~ ~ إلى ~ مع ~ و~ ~.", "لا ~ ولا ~، لكن ~ و~ و~ ~.", "~ مع ~ على ~ و~ بعد ~ ~."],
    [
        "The ~ and the ~ near the ~ ~, then the ~, the ~ and the ~.",
        "The ~ ~ to the ~ with ~ and the ~ ~.",
        "No ~ and no ~, but the ~, the ~ and the ~ ~.",
        "The ~ with the ~ on ~ and ~ after the ~ ~.",
    ],
];

/// Kinds of stories, in Arabic and in English: a headline, then what articles say. `@` the country, `&` the town, `^` a
/// person, `{0}` a figure of the story, the rest as in [`sentence`].
const THEMES: [[[&str; 5]; 2]; 6] = [
    [
        [
            "مقتل {0} شخصا في انهيار ~ ~ في & في @",
            "قتل {0} شخصا وأصيب {1} آخرون عندما انهار * في مدينة & في @، حسبما قال المحافظ ^.",
            "وما زال {2} أشخاص في عداد المفقودين تحت أنقاض * في &.",
            "وقال ^ إن {1} جريحا نقلوا إلى مستشفى & بعد *.",
            "وكان {3} أطفال بين القتلى في &، وفق *.",
        ],
        [
            "{0} killed as ~ ~ collapses in & in @",
            "At least {0} people were killed and {1} injured when a * collapsed in the town of & in @, governor ^ said.",
            "{2} people were still missing under the rubble of the * in &.",
            "^ said that {1} wounded had been taken to the hospital of & after the *.",
            "Among the dead in & were {3} children, according to the *.",
        ],
    ],
    [
        [
            "~ ~: عجز الموازنة في @ يبلغ {2}.{3} في المئة",
            "بلغ عجز الموازنة في @ {2}.{3} في المئة من الناتج المحلي، بحسب وزير المالية ^.",
            "وأعلن ^ أن الدين العام في @ وصل إلى {0} مليار دولار بعد *.",
            "وحصلت @ على قرض بقيمة {1} مليون دولار لمشروع & قبل *.",
            "وارتفع سعر الوقود في & بنسبة {1} في المئة هذا العام.",
        ],
        [
            "~ ~: budget deficit of @ reaches {2}.{3} percent",
            "The budget deficit of @ reached {2}.{3} percent of gross domestic product, finance minister ^ said.",
            "^ announced that the public debt of @ had reached {0} billion dollars after the *.",
            "@ received a loan of {1} million dollars for the & project before the *.",
            "The price of fuel in & rose by {1} percent this year.",
        ],
    ],
    [
        [
            "^ يفوز في انتخابات & في @ بنسبة {1} في المئة",
            "فاز ^ في الانتخابات في & في @ بحصوله على {1}.{3} في المئة من الأصوات.",
            "وبلغت نسبة المشاركة في انتخابات & {2}{3} في المئة، وفق *.",
            "وأدلى {0} ألف ناخب بأصواتهم في & بعد *.",
            "وحصل حزب ^ على {1} مقعدا في برلمان @.",
        ],
        [
            "^ wins the election in & in @ with {1} percent",
            "^ won the election in & in @ with {1}.{3} percent of the votes.",
            "Turnout in the election in & was {2}{3} percent, according to the *.",
            "{0} thousand voters cast their ballots in & after the *.",
            "The party of ^ won {1} seats in the parliament of @.",
        ],
    ],
    [
        [
            "عاصفة تضرب & في @ برياح سرعتها {0} كيلومترا في الساعة",
            "ضربت عاصفة مدينة & في @ برياح بلغت سرعتها {0} كيلومترا في الساعة، بحسب *.",
            "وانقطعت الكهرباء عن {1} ألف منزل في & بعد *.",
            "وهطل {1} مليمترا من الأمطار على & خلال {2} ساعات.",
            "وتم إجلاء {0} شخصا من & إلى *، كما قال ^.",
        ],
        [
            "Storm hits & in @ with winds of {0} kilometres per hour",
            "A storm hit the town of & in @ with winds of {0} kilometres per hour, according to the *.",
            "{1} thousand homes in & were without power after the *.",
            "{1} millimetres of rain fell on & within {2} hours.",
            "{0} people were evacuated from & to the *, ^ said.",
        ],
    ],
    [
        [
            "فريق & يفوز على فريق @ أمام {0} ألف متفرج",
            "فاز فريق & في @ بالمباراة بعد أن سجل ^ {2} أهداف أمام {0} ألف متفرج.",
            "وكان ^ قد سجل {1} هدفا هذا الموسم لفريق &.",
            "ويحتل فريق & المركز الثاني برصيد {1} نقطة بعد *.",
            "وانتقل ^ إلى & مقابل {0} مليون يورو.",
        ],
        [
            "& beat @ in front of {0} thousand spectators",
            "& of @ won the match after ^ scored {2} goals in front of {0} thousand spectators.",
            "^ has scored {1} goals for & this season.",
            "& are in second place with {1} points after the *.",
            "^ moved to & for {0} million euros.",
        ],
    ],
    [
        [
            "اعتقال {1} شخصا في & في @",
            "اعتقلت الشرطة في & في @ {1} شخصا بعد *، بحسب المتحدث ^.",
            "وضبطت الشرطة {0} كيلوغراما من المخدرات في & قبل *.",
            "وحكمت محكمة & على ^ بالسجن {2} سنوات.",
            "وشارك {0} شخصا في الاحتجاج في & على *.",
        ],
        [
            "{1} people arrested in & in @",
            "Police in & in @ arrested {1} people after the *, spokesman ^ said.",
            "Police seized {0} kilograms of drugs in & before the *.",
            "A court in & sentenced ^ to {2} years in prison.",
            "{0} people took part in the protest in & against the *.",
        ],
    ],
];
