//! Reports made by hand, to be written in every format.

use jiff::civil::{Date, date};
use mizan::claim::{Claim, Entity, Frame, Name, Participant, Polarity, Role, ScopePeriod};
use mizan::config::Waiver;
use mizan::document::{Field, Published, SetAside, Trust};
use mizan::error::Place;
use mizan::finding::{Finding, Verdict};
use mizan::language::Language;
use mizan::report::{Report, Settled, Source, Why};
use mizan::span::Span;
use mizan::topic::Topic;
use mizan::value::{Granularity, Modifier, Number, Period, Quantity, Rank, Time, Unit, Value};

/// Builds a report claim by claim.
#[derive(Default)]
pub struct Builder {
    report: Report,
}

impl Builder {
    pub fn document(&mut self, name: &str, outlet: Option<&str>, day: Option<Date>) {
        self.report.documents.push(Source {
            name: name.into(),
            key: name.into(),
            outlet: outlet.map(Into::into),
            published: day.map(|day| Published { day, clock: None }),
            url: None,
            language: "ar",
            trust: Trust::Full,
            title: None,
            reference: false,
            waivers: Vec::new(),
        });
        self.report.summary.documents += 1;
    }

    /// A claim of the last document. The quote must stand in the sentence.
    pub fn claim(&mut self, line: usize, sentence: &str, quote: &str, value: Value) -> usize {
        let source = self.report.documents.last().unwrap();
        let at = self.report.claims.len();
        let before = sentence.find(quote).unwrap();
        let sentence_start = line * 1000;
        let start = sentence_start + before;
        let characters = line * 600 + sentence[..before].chars().count();
        self.report.claims.push(Claim {
            id: format!("c{at:03}"),
            document: source.name.as_str().into(),
            key: source.key.as_str().into(),
            outlet: source.outlet.clone(),
            published: source.published,
            reference: false,
            language: Language::named("ar").unwrap(),
            field: Field::Text,
            line,
            column: sentence[..before].chars().count() + 1,
            paragraph: 0,
            span: Span::new(start, start + quote.len()),
            characters: Span::new(characters, characters + quote.chars().count()),
            quote: quote.into(),
            sentence_start,
            sentence: sentence.into(),
            headline: false,
            about: std::sync::Arc::default(),
            value,
            told: None,
            frame: Frame::default(),
            rule: "quantity",
            note: None,
            set_aside: None,
        });
        self.report.summary.claims += 1;
        at
    }

    /// Says more of the last claim.
    pub fn with(&mut self, change: impl FnOnce(&mut Claim)) {
        change(self.report.claims.last_mut().unwrap());
    }

    pub fn set_aside(&mut self, line: usize, sentence: &str, quote: &str, reason: SetAside) {
        self.claim(line, sentence, quote, plain(quote, ""));
        self.with(|claim| claim.set_aside = Some(reason));
        self.report.summary.claims -= 1;
        *self.report.summary.set_aside.entry(reason).or_default() += 1;
    }

    pub fn topic(&mut self, id: &str, title: &str) -> usize {
        let topic = Topic { id: id.into(), title: title.into(), named: false, tolerance: None, claims: Vec::new() };
        self.report.topics.push(topic);
        self.report.topics.len() - 1
    }

    pub fn finding(&mut self, rule: &'static str, verdict: Verdict, topic: usize, [a, b]: [usize; 2], reason: &str) {
        let id = format!("{rule}-{:02x}{:02x}{topic:02x}", a * 7 % 256, b * 11 % 256);
        let finding = Finding { id, rule, verdict, topic, a, b, reason: reason.into(), both_if: None, heading: None };
        self.report.findings.push(finding);
        self.report.summary.compared += 1;
        for claim in [a, b] {
            let claims = &mut self.report.topics[topic].claims;
            if !claims.contains(&claim) {
                claims.push(claim);
            }
        }
    }

    pub fn heading(&mut self, heading: &'static str) {
        self.report.findings.last_mut().unwrap().heading = Some(heading);
    }

    pub fn both_if(&mut self, both_if: &str) {
        self.report.findings.last_mut().unwrap().both_if = Some(both_if.into());
    }

    pub fn report(mut self) -> Report {
        self.report.findings.sort_by_key(|finding| std::cmp::Reverse(finding.verdict));
        for topic in &mut self.report.topics {
            topic.claims.sort_unstable();
        }
        self.report.summary.agreeing = 14;
        self.report
    }
}

/// A number of a unit, which is a counted noun where the table has no such unit.
pub fn plain(number: &str, unit: &str) -> Value {
    hedged(Modifier::Exact, number, unit)
}

pub fn hedged(modifier: Modifier, number: &str, unit: &str) -> Value {
    let unit = match unit {
        "" => Unit::None,
        unit => Unit::known(unit).unwrap_or_else(|| Unit::Counted(unit.into())),
    };
    Value::Quantity(Quantity { modifier, ..Quantity::new(Number::written(number.parse().unwrap()), unit) })
}

pub fn years(first: i16, last: i16) -> Period {
    Period::years(first, last, if first == last { Granularity::Year } else { Granularity::Range }).unwrap()
}

fn time(period: Option<Period>) -> Value {
    Value::Time(Time::Period(period.unwrap()))
}

fn holds_for(frame: &mut Frame, period: Period) {
    frame.period = Some(ScopePeriod { time: Time::Period(period), inherited: false });
}

fn of(frame: &mut Frame, head: &str, participants: &[(&str, Role)]) {
    frame.head = vec![head.into()];
    frame.participants = participants
        .iter()
        .map(|(name, role)| Participant { entity: Entity::Name(Name::new([(*name, None)])), role: *role })
        .collect();
}

/// Five articles on one state visit: two shares of oil, two accounts of diplomatic relations, two ranks.
#[expect(clippy::too_many_lines, reason = "five articles are that long")]
pub fn visit() -> Report {
    let mut it = Builder::default();
    let trade = [("israel", Role::Agent), ("azerbaijan", Role::Other)];

    it.document("000_030399cd39890128.txt", None, Some(date(2023, 5, 29)));
    let oil_000 = it.claim(
        13,
        "كما تشتري إسرائيل أكثر من 30٪ من نفطها من الجمهورية ذات الأغلبية الشيعية.",
        "30٪",
        hedged(Modifier::MoreThan, "30", "percent"),
    );
    it.with(|claim| of(&mut claim.frame, "oil", &trade));
    let arms_000 = it.claim(
        17,
        "وفقا لمعهد ستوكهولم الدولي لأبحاث السلام، قدمت إسرائيل 69٪ من واردات باكو الرئيسية من الأسلحة في 2016-2020، وهو ما يمثل 17٪ من صادرات الأسلحة في القدس خلال تلك الفترة.",
        "69٪",
        plain("69", "percent"),
    );
    it.with(|claim| {
        of(&mut claim.frame, "arms", &trade);
        holds_for(&mut claim.frame, years(2016, 2020));
        claim.frame.attribution = Some("معهد ستوكهولم".into());
    });
    let dead_000 = it.claim(
        18,
        "خرجت أذربيجان منتصرة من الحرب التي استمرت ستة أسابيع مع أرمينيا، والتي أودت بحياة أكثر من 6000 جندي.",
        "6000 جندي",
        hedged(Modifier::MoreThan, "6000", "جندي"),
    );
    let opened_000 =
        it.claim(20, "افتتحت أذربيجان سفارتها في تل أبيب في شهر مارس.", "شهر مارس", time(Period::month(2023, 3)));
    it.set_aside(1, "الأكثر قراءة 5", "5", SetAside::Navigation);

    it.document("001_6fc89d42f27a4a80.txt", None, Some(date(2023, 5, 30)));
    let oil_001 = it.claim(
        21,
        "ومن المعروف أن العلاقة تعتمد على موقع أذربيجان على الحدود الشمالية لإيران، وحقيقة أن إسرائيل تشتري أكثر من 30 في المائة من نفطها من باكو.",
        "30 في المائة",
        hedged(Modifier::MoreThan, "30", "percent"),
    );
    it.with(|claim| of(&mut claim.frame, "oil", &trade));
    let dead_001 = it.claim(
        17,
        "وانتصرت أذربيجان في تلك الحرب التي استمرت ستة أسابيع مع أرمينيا، والتي أودت بحياة أكثر من 6000 جندي.",
        "6000 جندي",
        hedged(Modifier::MoreThan, "6000", "جندي"),
    );
    it.set_aside(40, "213", "213", SetAside::LoneNumber);

    it.document("002_bf19aadc5ede928e.txt", Some("كلمة"), Some(date(2023, 5, 30)));
    let oil_002 = it.claim(
        9,
        "توفّر باكو حوالي 40 في المئة من واردات النفط للدولة العبرية.",
        "40 في المئة",
        hedged(Modifier::About, "40", "percent"),
    );
    it.with(|claim| of(&mut claim.frame, "oil", &trade));
    let ties_002 = it.claim(
        5,
        "جاءت الزيارة تتويجا لـ30 عاما من العلاقات الدبلوماسية بين الجانبين.",
        "30 عاما",
        plain("30", "year"),
    );
    let arms_002 = it.claim(
        7,
        "وفّرت إسرائيل حوالى 60٪ من واردات الدفاع الأذربيجانية في أعوام 2015-2019.",
        "60٪",
        hedged(Modifier::About, "60", "percent"),
    );
    it.with(|claim| {
        of(&mut claim.frame, "arms", &trade);
        holds_for(&mut claim.frame, years(2015, 2019));
    });
    let rank_002 = it.claim(
        11,
        "وتصدّرت إسرائيل قائمة أهمّ موردي الأسلحة لأذربيجان.",
        "تصدّرت",
        Value::Rank(Rank { place: 1, among: false }),
    );
    let opened_002 = it.claim(
        14,
        "افتتح وزير الخارجية الأذربيجاني جيهون بيرموف سفارة بلاده في تل أبيب في 29 آذار.",
        "29 آذار",
        time(Some(Period::day(date(2023, 3, 29)))),
    );

    it.document("003_730b30e6b760c374.txt", Some("Kurdstreet"), Some(date(2022, 10, 8)));
    let ties_003 = it.claim(
        4,
        "وأقامت “إسرائيل” وأذربيجان علاقات دبلوماسية قبل 30 عاماً، وظلت الزيارات بينهما سرية في الغالب.",
        "30 عاماً",
        plain("30", "year"),
    );
    let rank_003 = it.claim(
        6,
        "فالكيان الإسرائيلي هي أكبر مورد للأسلحة لأذربيجان.",
        "أكبر",
        Value::Rank(Rank { place: 1, among: false }),
    );

    it.document("004_328b8222830a7f7f.txt", Some("Ugarit Post"), Some(date(2023, 4, 19)));
    let ties_004 = it.claim(3, "تأتي الخطوة بعد 30 عاما من عدم وجود علاقات دبلوماسية.", "30 عاما", plain("30", "year"));
    it.with(|claim| claim.frame.polarity = Polarity::Negative);
    let rank_004 = it.claim(
        8,
        "بين عامي 2011 و2020 كانت ثاني أكبر مورد بعد روسيا.",
        "ثاني أكبر",
        Value::Rank(Rank { place: 2, among: false }),
    );
    it.with(|claim| holds_for(&mut claim.frame, years(2011, 2020)));

    let ties = it.topic("ties", "diplomatic relations, Israel–Azerbaijan");
    let oil = it.topic("oil", "oil that Israel buys from Azerbaijan, share");
    let rank = it.topic("rank", "arms supplier to Azerbaijan, rank");
    let arms = it.topic("arms", "arms imports from Israel, share");
    let opening = it.topic("opening", "opening of the embassy in Tel Aviv");
    let dead = it.topic("dead", "soldiers killed in the war");

    for a in [ties_002, ties_003] {
        it.finding("MZ03", Verdict::Contradiction, ties, [a, ties_004], "same number, opposite polarity (عدم وجود)");
    }
    it.finding("MZ07", Verdict::Agreement, ties, [ties_002, ties_003], "the words allow the same values");
    for a in [oil_000, oil_001] {
        let reason = "the literal readings meet, but more than 30 % leaves readers with 30 to 40 %, and about 40 % is outside that";
        it.finding("MZ11", Verdict::Tension, oil, [a, oil_002], reason);
        it.both_if("the share is 38 %");
    }
    it.finding("MZ07", Verdict::Agreement, oil, [oil_000, oil_001], "the words allow the same values");
    for a in [rank_002, rank_003] {
        it.finding("MZ06", Verdict::Tension, rank, [a, rank_004], "only one side is dated");
    }
    it.finding(
        "MZ04",
        Verdict::Incomparable,
        arms,
        [arms_000, arms_002],
        "the periods differ: 2016–2020 against 2015–2019",
    );
    it.finding("MZ10", Verdict::Compatible, opening, [opened_000, opened_002], "March 2023 holds 29 March 2023");
    it.finding("MZ07", Verdict::Agreement, dead, [dead_000, dead_001], "the words allow the same values");
    it.report()
}

/// Fourteen reports of one earthquake: twelve with one toll, one with another of the same time, one that came later.
pub fn toll() -> Report {
    let mut it = Builder::default();
    let mut first = Vec::new();
    for at in 0..12_i8 {
        let name = format!("archive/2023/quake_{at:02}.txt");
        it.document(
            &name,
            Some(["رويترز", "الجزيرة نت", "AFP"][usize::from(at.unsigned_abs()) % 3]),
            Some(date(2023, 2, 6 + at / 6)),
        );
        first.push(it.claim(3, "ارتفع عدد ضحايا الزلزال إلى 1,500 قتيل.", "1,500 قتيل", plain("1500", "قتيل")));
    }
    it.document("archive/2023/quake_12.txt", Some("Anadolu"), Some(date(2023, 2, 6)));
    let other = it.claim(2, "The quake killed 1,850 people, the agency said.", "1,850 people", plain("1850", "person"));
    it.document("archive/2023/quake_13.txt", None, Some(date(2023, 2, 9)));
    let later = it.claim(5, "بلغت حصيلة الزلزال 20,300 قتيل.", "20,300 قتيل", plain("20300", "قتيل"));

    let toll = it.topic("toll", "people killed by the earthquake in Turkey and Syria");
    for a in &first {
        it.finding(
            "MZ09",
            Verdict::Contradiction,
            toll,
            [*a, other],
            "1,500 against 1,850: no value is allowed by both",
        );
        it.heading("sources disagree");
        it.finding(
            "MZ05",
            Verdict::Update,
            toll,
            [*a, later],
            "later and higher: the report of 9 Feb 2023 may replace the earlier one",
        );
    }
    for (at, a) in first.iter().enumerate() {
        for b in &first[at + 1..] {
            it.finding("MZ07", Verdict::Agreement, toll, [*a, *b], "the words allow the same values");
        }
    }
    it.finding(
        "MZ05",
        Verdict::Update,
        toll,
        [other, later],
        "later and higher: the report of 9 Feb 2023 may replace the earlier one",
    );
    it.report()
}

/// What an article or a file's name can do to a terminal, a spreadsheet and a Markdown table.
pub fn hostile() -> Report {
    let mut it = Builder::default();
    it.document("a|b\u{1b}[31m.txt", Some("=HYPERLINK(\"http://x\")"), Some(date(2024, 1, 2)));
    let a = it.claim(
        1,
        "-1 *so* _to_ <b>say</b> `x|y` \\| 50 % \u{1b}]0;title\u{7}\u{202e}evil\u{202c} & [link](http://x) ~~no~~",
        "50 %",
        plain("50", "percent"),
    );
    it.document("b\\c.txt", Some("@سطر|"), None);
    let b = it.claim(2, "قال | إن <i>النسبة</i> `60` % \u{9b}2J\nوأضاف", "60", plain("60", "percent"));
    let topic = it.topic("t", "+share | of <x> *all*");
    it.finding("MZ09", Verdict::Contradiction, topic, [a, b], "=50 | against \\ 60 <em> \u{1b}[0m");
    it.report()
}

/// The visit, with a contradiction that an article waives, another that `claims.toml` waives, and a tension that is known.
#[allow(dead_code, reason = "not every test that shares this file looks at what is settled")]
pub fn settled() -> Report {
    let mut report = visit();
    let waiver = |path: &str, finding: &Finding| Waiver {
        finding: finding.id.clone(),
        reason: "counted <from> 1992 | and from 1993".into(),
        by: Some("A. Haddad".into()),
        until: Some(date(2026, 12, 31)),
        place: Place { path: path.into(), line: Some(1) },
    };
    for path in ["004_328b8222830a7f7f.txt", "claims.toml"] {
        let finding = report.findings.remove(0);
        let why = Why::Waived(waiver(path, &finding));
        report.settled.push(Settled { finding, why });
    }
    let finding = report.findings.remove(0);
    report.settled.push(Settled { finding, why: Why::Known });
    (report.summary.waived, report.summary.known) = (2, 1);
    report
}

/// Two documents in which nothing could be compared.
pub fn empty() -> Report {
    let mut it = Builder::default();
    it.document("a.txt", None, None);
    it.claim(1, "It has 5 rooms.", "5 rooms", plain("5", "room"));
    it.document("b.txt", None, None);
    let mut report = it.report();
    report.summary.agreeing = 0;
    report
}

/// A report of so many contradictions, of two values each, in topics of their own.
#[allow(dead_code, reason = "not every test that shares this file draws a page")]
pub fn many(findings: usize) -> Report {
    let mut it = Builder::default();
    for nth in 0..findings {
        let day = date(2024, 1, 1 + i8::try_from(nth % 28).unwrap());
        let mut claims = [0, 0];
        for (side, number) in [nth + 1000, nth + 5000].into_iter().enumerate() {
            let outlet = ["Kalema", "وكالة الأنباء", "Daily Wire"][(nth + side) % 3];
            it.document(&format!("archive/{nth}-{side}.txt"), Some(outlet), Some(day));
            let sentence = format!("بلغ عدد الزوار في المدينة رقم {nth} نحو {number} زائر خلال المهرجان، وفق البلدية.");
            claims[side] = it.claim(3, &sentence, &format!("{number} زائر"), plain(&number.to_string(), "زائر"));
        }
        let topic = it.topic(&format!("t{nth}"), &format!("visitors of the festival in city {nth}"));
        it.finding("MZ09", Verdict::Contradiction, topic, claims, "no value is allowed by both");
    }
    it.report()
}

/// A topic in which so many articles each give a figure of their own, and the first is held against all others.
#[allow(dead_code, reason = "not every test that shares this file needs it")]
pub fn figures(values: usize) -> Report {
    let mut it = Builder::default();
    let claims: Vec<usize> = (0..values)
        .map(|nth| {
            let day = date(2024, 1, 1 + i8::try_from(nth % 28).unwrap());
            it.document(&format!("{nth}.txt"), None, Some(day));
            let number = (1000 + 10 * nth).to_string();
            let sentence = format!("The festival had {number} visitors.");
            it.claim(1, &sentence, &format!("{number} visitors"), plain(&number, "visitor"))
        })
        .collect();
    let topic = it.topic("visitors", "visitors of the festival");
    // The last value is the one at odds with the others, and so is of most weight.
    for (nth, claim) in claims[..values - 1].iter().enumerate() {
        let reason = format!("no value fits both, {nth}");
        let verdict = if nth % 3 == 0 { Verdict::Contradiction } else { Verdict::Tension };
        it.finding("MZ09", verdict, topic, [*claim, claims[values - 1]], &reason);
    }
    it.report()
}
