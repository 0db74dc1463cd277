//! An archive of news, made the same in every run: what many outlets print in two languages, day after day.
//!
//! It grows as archives do. Every day brings the same number of articles. A story is told by three to a hundred of them
//! within days, most by few. The same themes, countries and wordings come again and again, and so do common words, names
//! and towns; but there are always new ones (Zipf's law, and so Heaps'). Every outlet of a reports desk prints one report
//! a day from one template. And all stories retell the same lasting facts: borders, ranks, dates.

use super::news::{ARABIC, Dice, ENGLISH, News, sentence};

/// An article as an outlet prints it.
pub struct Article {
    pub name: String,
    pub title: String,
    pub text: String,
    pub outlet: &'static str,
    /// Days after the first article of the archive.
    pub day: u16,
}

/// The archive, article by article; the first of them are those of a smaller one.
pub struct Archive {
    dice: Dice,
    /// Articles of one day.
    daily: usize,
    /// Articles given so far.
    given: usize,
    /// The day whose reports are given.
    day: Option<usize>,
    stories: usize,
    waiting: std::vec::IntoIter<Article>,
}

impl Archive {
    /// An archive with so many articles a day.
    pub fn new(daily: usize) -> Self {
        let (dice, waiting) = (Dice::default(), Vec::new().into_iter());
        Self { dice, daily, given: 0, day: None, stories: 0, waiting }
    }
}

impl Default for Archive {
    fn default() -> Self {
        Self::new(DAILY)
    }
}

impl Iterator for Archive {
    type Item = Article;

    fn next(&mut self) -> Option<Article> {
        loop {
            if let Some(article) = self.waiting.next() {
                self.given += 1;
                return Some(article);
            }
            let day = self.given / self.daily;
            self.waiting = if self.day == Some(day) {
                self.stories += 1;
                story(self.stories, day, &mut self.dice).into_iter()
            } else {
                self.day = Some(day);
                reports(day, self.daily.div_ceil(OF_REPORTS), &mut self.dice).into_iter()
            };
        }
    }
}

/// Articles of a day, where nothing else is asked for.
const DAILY: usize = 100;
/// Of so many articles, one is the report of a desk.
const OF_REPORTS: usize = 25;
/// In one of so many tellings, a figure is the outlet's own.
const OWN_FIGURE: u64 = 30;
/// In one of so many, a lasting fact is told wrongly.
const WRONG_FACT: u64 = 60;
/// One of so many articles retells a lasting fact.
const RETELLS: u64 = 4;
/// So many days, and what all articles say besides has new figures.
const WEEK: usize = 7;
/// Which of the sentences that all articles say besides tells of a quarter: it is told alike for a year, from its first day
/// on. The archive begins so many days after that.
const QUARTERLY: usize = 2;
const QUARTER_BEGAN: usize = 275;
const YEAR: usize = 366;
/// Names of towns and people: two to the power of this.
const NAMES: u64 = 16;
/// The same for words.
const WORDS: u64 = 18;

/// One story as several outlets tell it, most of them in the first days.
fn story(nth: usize, day: usize, dice: &mut Dice) -> Vec<Article> {
    let theme = &THEMES[below(THEMES.len(), dice)];
    let names = Names {
        country: below(COUNTRIES.len(), dice),
        town: rank(NAMES, dice),
        person: (below(PEOPLE.len(), dice), rank(NAMES, dice)),
        day,
    };
    let figures: [u64; 4] = [13 + dice.below(480), 2 + dice.below(90), 1 + dice.below(9), dice.below(10)];
    let mut own: Vec<usize> = (0..12).map(|_| THINGS.len() + rank(WORDS, dice)).collect();
    own.extend((0..6).map(|_| below(THINGS.len(), dice)));
    // Most are told by few: three times one over a share of the whole.
    let tellings = 3 * 1000 / (30 + below(970, dice));
    let telling = |at: usize, dice: &mut Dice| {
        let (side, news) = if at.is_multiple_of(2) { (0, &ARABIC) } else { (1, &ENGLISH) };
        let told = &theme[side];
        let names = Names { day: day + below(at / 3 + 1, dice).min(20), ..names };
        let figures = figures.map(|figure| if dice.below(OWN_FIGURE) == 0 { figure + 1 + figure / 9 } else { figure });
        let fill = |pattern: &str, dice: &mut Dice| filled(pattern, news, &names, &figures, &own, dice);
        let mut left: Vec<&str> = told[1..].to_vec();
        let mut next = |dice: &mut Dice| left.swap_remove(below(left.len(), dice));
        let mut text = fill(dice.pick(&SCENES[side]), dice) + " ";
        for paragraph in 0..3 {
            text.extend([fill(dice.pick(&SCENES[side]), dice), " ".to_owned(), fill(next(dice), dice), " ".to_owned()]);
            // What every article says besides.
            let elsewhere = Names { country: below(COUNTRIES.len(), dice), ..names };
            text += &filled(dice.pick(news.sentences), news, &elsewhere, &figures, &own, dice);
            if paragraph == 2 && dice.below(RETELLS) == 0 {
                text.extend([" ".to_owned(), fact(side, dice)]);
            }
            text += "\n\n";
        }
        Article {
            name: format!("{:05}/{nth:06}-{at:03}", names.day),
            title: fill(told[0], dice),
            text,
            outlet: OUTLETS[at % OUTLETS.len()],
            day: u16::try_from(names.day).expect("an archive of some years"),
        }
    };
    (0..tellings).map(|at| telling(at, dice)).collect()
}

/// The reports of one day, each from the template of its desk.
fn reports(day: usize, desks: usize, dice: &mut Dice) -> Vec<Article> {
    let report = |desk: usize| {
        let (side, news) = if desk.is_multiple_of(2) { (0, &ARABIC) } else { (1, &ENGLISH) };
        let told = &REPORTS[desk % REPORTS.len()][side];
        let names = Names {
            country: desk % COUNTRIES.len(),
            town: 31 * (desk + 1),
            person: (desk % PEOPLE.len(), desk + 7),
            day,
        };
        let figures: [u64; 4] = [13 + dice.below(480), 2 + dice.below(90), 1 + dice.below(9), dice.below(10)];
        let own: Vec<usize> = (0..4).map(|_| THINGS.len() + rank(WORDS, dice)).collect();
        let mut fill = |pattern: &str| filled(pattern, news, &names, &figures, &own, dice);
        Article {
            name: format!("{day:05}/report-{desk:03}"),
            title: fill(told[0]),
            text: told[1..].iter().map(|pattern| fill(pattern) + " ").collect::<String>() + "\n",
            outlet: OUTLETS[desk % OUTLETS.len()],
            day: u16::try_from(day).expect("an archive of some years"),
        }
    };
    (0..desks).map(report).collect()
}

/// A lasting fact: one of the same hundred, told rightly by most.
fn fact(side: usize, dice: &mut Dice) -> String {
    let (kind, country, other) = (below(FACTS.len(), dice), below(COUNTRIES.len(), dice), 1 + below(2, dice));
    let other = (country + 3 * other) % COUNTRIES.len();
    // Its figure follows from what it is of: a border from two countries, the rest from one.
    let of = first(country) + if kind == 0 { 24 * first(other) } else { 0 };
    let figure = 120 + 7 * of as u64 % 977 + 5 * kind as u64;
    let wrong = u64::from(dice.below(WRONG_FACT) == 0);
    FACTS[kind][side]
        .replace('@', COUNTRIES[country][side])
        .replace('&', COUNTRIES[other][side])
        .replace("{0}", &(figure + 90 * wrong).to_string())
        .replace("{1}", &(1900 + (figure + 7 * wrong) % 110).to_string())
        .replace("{2}", TENS[side][(usize::try_from(figure + wrong).expect("small")) % 4])
}

/// Who and where a story is of.
#[derive(Clone, Copy)]
struct Names {
    country: usize,
    town: usize,
    person: (usize, usize),
    /// When it is told.
    day: usize,
}

/// A sentence with its blanks filled: those of [`THEMES`], and those of [`sentence`] for a number and a share.
fn filled(pattern: &str, news: &News, names: &Names, figures: &[u64; 4], own: &[usize], dice: &mut Dice) -> String {
    let side = usize::from(news.million == ENGLISH.million);
    let capital = |word: String| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    };
    // What all articles say besides is told alike of one country: so many were arrested this week.
    let said = news.sentences.iter().position(|sentence| *sentence == pattern).unwrap_or_default();
    let told = if said == QUARTERLY { (names.day + QUARTER_BEGAN) / YEAR } else { names.day / WEEK };
    let mut known = dice_of(((told * COUNTRIES.len() + first(names.country)) * news.sentences.len() + said) as u64);
    let mut text = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '@' => text += COUNTRIES[names.country][side],
            '&' => text += &capital(invented(names.town, news)),
            '^' => {
                let (first, last) = names.person;
                text.extend([PEOPLE[first][side], " ", &capital(invented(last, news))]);
            }
            '~' => {
                let word = own[below(own.len(), dice)];
                text += &THINGS.get(word).map_or_else(|| invented(word, news), |thing| thing[side].to_owned());
            }
            '{' => {
                let slot = letters.next().and_then(|digit| digit.to_digit(10)).map_or(0, |digit| digit as usize);
                text += &figures[slot].to_string();
                letters.next();
            }
            '#' | '%' => text += &sentence(letter.encode_utf8(&mut [0; 4]), news, &mut known),
            '*' => {
                let rank = rank(WORDS, dice);
                text += &news.words.get(rank).map_or_else(|| invented(rank, news), |word| (*word).to_owned());
            }
            letter => text.push(letter),
        }
    }
    text
}

/// Dice that fall the same for the same seed.
fn dice_of(seed: u64) -> Dice {
    let mut dice = Dice((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    // The first falls of seeds side by side are alike.
    for _ in 0..8 {
        dice.below(2);
    }
    dice
}

/// The first place of a country in the list.
fn first(country: usize) -> usize {
    COUNTRIES.iter().position(|known| *known == COUNTRIES[country]).unwrap_or(country)
}

fn below(len: usize, dice: &mut Dice) -> usize {
    usize::try_from(dice.below(len as u64)).expect("a list's length")
}

/// A rank below two to the power of `octaves`, each as often as one over it says: Zipf's law.
fn rank(octaves: u64, dice: &mut Dice) -> usize {
    let low = 1 << dice.below(octaves);
    usize::try_from(low - 1 + dice.below(low)).expect("a rank of some hundred thousand")
}

/// The word of a rank, the same in both scripts: the rarer, the longer.
fn invented(rank: usize, news: &News) -> String {
    let base = news.syllables.len();
    let (mut left, mut word) = (rank + base, String::new());
    while left > 0 {
        word += news.syllables[left % base];
        left /= base;
    }
    word
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

/// What only this story is about.
const SCENES: [[&str; 4]; 2] = [
    ["~ و~ قرب ~ ~، ثم ~ و~ و~.", "~ ~ إلى ~ مع ~ و~ ~.", "لا ~ ولا ~، لكن ~ و~ و~ ~.", "~ مع ~ على ~ و~ بعد ~ ~."],
    [
        "The ~ and the ~ near the ~ ~, then the ~, the ~ and the ~.",
        "The ~ ~ to the ~ with ~ and the ~ ~.",
        "No ~ and no ~, but the ~, the ~ and the ~ ~.",
        "The ~ with the ~ on ~ and ~ after the ~ ~.",
    ],
];

/// What a story can be of besides, as every reader knows it.
const THINGS: [[&str; 2]; 40] = [
    ["مدرسة", "school"],
    ["جسر", "bridge"],
    ["مصنع", "factory"],
    ["قطار", "train"],
    ["سفينة", "ship"],
    ["مطار", "airport"],
    ["مستشفى", "hospital"],
    ["جامعة", "university"],
    ["سوق", "market"],
    ["نفق", "tunnel"],
    ["منجم", "mine"],
    ["سد", "dam"],
    ["مسجد", "mosque"],
    ["كنيسة", "church"],
    ["ميناء", "port"],
    ["حافلة", "bus"],
    ["طائرة", "plane"],
    ["حريق", "fire"],
    ["فيضان", "flood"],
    ["زلزال", "earthquake"],
    ["انفجار", "explosion"],
    ["إضراب", "strike"],
    ["مظاهرة", "protest"],
    ["محكمة", "court"],
    ["جيش", "army"],
    ["شرطة", "police"],
    ["نقابة", "union"],
    ["شركة", "company"],
    ["بنك", "bank"],
    ["قمح", "wheat"],
    ["نفط", "oil"],
    ["غاز", "gas"],
    ["سكر", "sugar"],
    ["قطن", "cotton"],
    ["ذهب", "gold"],
    ["مياه", "water"],
    ["كهرباء", "electricity"],
    ["سياح", "tourists"],
    ["طلاب", "students"],
    ["عمال", "workers"],
];

const TENS: [[&str; 4]; 2] =
    [["أكبر", "ثاني أكبر", "ثالث أكبر", "رابع أكبر"], ["largest", "second largest", "third largest", "fourth largest"]];

/// What stories tell besides, whatever they are of: `@` and `&` countries, `{0}` a length, `{1}` a year, `{2}` a rank.
const FACTS: [[&str; 2]; 4] = [
    ["ويبلغ طول الحدود بين @ و& {0} كيلومترا.", "The border between @ and & is {0} kilometres long."],
    ["وتعد @ {2} مصدر للقمح في العالم.", "@ is the {2} exporter of wheat in the world."],
    ["وانضمت @ إلى الأمم المتحدة في مارس {1}.", "@ joined the United Nations in March {1}."],
    ["ويبلغ ارتفاع أعلى جبل في @ {0}0 متر.", "The highest mountain in @ is {0}0 metres high."],
];

/// What a desk prints every day, as [`THEMES`].
const REPORTS: [[[&str; 4]; 2]; 3] = [
    [
        [
            "شرطة &: ضبط {1} متهما في حملة اليوم",
            "ضبطت شرطة & في @ {1} متهما و{0} كيلوغراما من المخدرات خلال ~.",
            "وقال ^ إن {2} سيارات سرقت في & وعثر على {2} منها.",
            "وسجلت & {3} حوادث مرور أصيب فيها {2} أشخاص.",
        ],
        [
            "Police in &: {1} arrested in daily raids",
            "Police in & in @ arrested {1} people and seized {0} kilograms of drugs near the ~.",
            "{2} cars were stolen in &, ^ said.",
            "{2} people were injured in {3} accidents in &.",
        ],
    ],
    [
        [
            "أسعار الدولار والذهب في @ اليوم",
            "سجل سعر الدولار في @ {1}.{3} جنيه للشراء، بحسب ^ من بنك &.",
            "وارتفع سعر الذهب بنسبة {2}.{3} في المئة.",
            "وبلغ حجم التداول في بورصة & {0} مليون جنيه.",
        ],
        [
            "Dollar and gold prices in @ today",
            "The dollar was bought for {1}.{3} pounds in @, according to ^ of the bank of &.",
            "The price of gold rose by {2}.{3} percent.",
            "Shares worth {0} million pounds were traded on the & exchange.",
        ],
    ],
    [
        [
            "حالة الطقس في & و@ اليوم",
            "تبلغ درجة الحرارة العظمى في & في @ {1} درجة مئوية، بحسب ^.",
            "وتبلغ سرعة الرياح {1} كيلومترا في الساعة.",
            "وتصل نسبة الرطوبة في & إلى {1} في المئة.",
        ],
        [
            "The weather in & and @ today",
            "The temperature in & in @ will reach {1} degrees Celsius, ^ said.",
            "Winds will reach {1} kilometres per hour.",
            "Humidity in & will reach {1} percent.",
        ],
    ],
];

/// Kinds of stories, in Arabic and in English: a headline, then what articles say. `@` the country, `&` the town, `^` a
/// person, `~` a word of the story, `{0}` a figure of the story, `*` any word.
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
