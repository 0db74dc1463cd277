//! Numbers, quantities, times and ranks, found in a sentence.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::document::SetAside;
use crate::language::{ConceptKind, Cue, TokenKind};
use crate::span::Span;
use crate::value::{Ordinal, Quantity, Unit, Value};

/// A stretch of text that states a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, the unit and counted noun included, the hedge not.
    pub span: Span,
    /// The tokens of the sentence that it takes, the hedge included.
    pub tokens: Range<usize>,
    /// What it states.
    pub value: Value,
    /// The name of the grammar rule that made it.
    pub rule: &'static str,
    /// What was repaired or assumed in reading it.
    pub note: Option<String>,
    /// Why it is not compared, if it is not.
    pub set_aside: Option<SetAside>,
}

mod digits;
mod hedge;
mod label;
mod noun;
mod number;
mod ordinal;
mod quantity;
mod range;
mod rank;
mod reader;
mod score;
mod time;
mod unit;
mod words;

pub use reader::Reader;
use time::Dated;

/// Every mention of a sentence, in order; none overlaps another.
///
/// Times come first, for a date begins with a number; then ranks and ordinals; then quantities.
#[must_use]
pub fn find(reader: &Reader<'_>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let goals = reader.tokens.iter().any(|token| token.begins(Cue::Goal));
    let mut at = 0;
    while at < reader.tokens.len() {
        if !reader.may_begin(at) {
            at += 1;
            continue;
        }
        if let Some(len) = reader.set_phrase(at) {
            at += len;
            continue;
        }
        let time = match reader.time(at) {
            Some(Dated::Name(end)) => {
                at = end;
                continue;
            }
            Some(Dated::Time(time)) => Some(*time),
            None => None,
        };
        // Nought is a month as well: `صفر-2`.
        let nought = reader.token(at).is_some_and(|token| token.begins(Cue::Nil));
        let found = if time.is_none() || nought { reader.score(at, goals).or(time) } else { time };
        if found.is_none() && !reader.may_begin_amount(at) {
            debug_assert!(
                reader.label(at).is_none() && reader.rank_or_ordinal(at).is_none() && reader.quantity(at).is_none(),
                "a rule for amounts begins with what BEGINS does not list"
            );
            at += 1;
            continue;
        }
        if found.is_none()
            && let Some(end) = reader.label(at)
        {
            at = end;
            continue;
        }
        let found = found.or_else(|| reader.rank_or_ordinal(at)).or_else(|| reader.quantity(at));
        match found {
            Some(mention) if is_next_of_several(reader, &mention, &mentions) => at = mention.tokens.end.max(at + 1),
            Some(mut mention) => {
                at = mention.tokens.end.max(at + 1);
                take_over_noun(reader, &mut mention, &mentions);
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}

/// The rule of a part told in counts: *one in five*.
pub const PART: &str = "so many out of so many";
/// The rule of one person told by a bare noun.
const ONE_VICTIM: &str = "one victim";

/// `killed two officers and wounded a third`: behind so many of a thing, what reads as a part of one is the next of them.
fn is_next_of_several(reader: &Reader<'_>, mention: &Mention, before: &[Mention]) -> bool {
    let Value::Quantity(Quantity { unit: Unit::None, number: Some(part), upto: None, .. }) = &mention.value else {
        return false;
    };
    let Some((_, of, _)) = mention.tokens.end.checked_sub(1).and_then(|last| reader.fraction(last)) else {
        return false;
    };
    let one = part.value < Decimal::ONE && reader.is_ordinal(mention.tokens.end - 1);
    let several = |other: &Mention| match &other.value {
        Value::Quantity(Quantity { number: Some(number), upto: None, unit: Unit::Counted(_) | Unit::None, .. }) => {
            number.value + Decimal::ONE == Decimal::from(of)
        }
        _ => false,
    };
    one && mention.tokens.len() == 2 && reader.cue(mention.tokens.end, Cue::Of).is_none() && before.iter().any(several)
}

/// `9 soldiers died and 41 others were hurt`, `the first goal and the second`: what counts or numbers the noun of the
/// mention before takes it over. Others than none that were named are people.
fn take_over_noun(reader: &Reader<'_>, mention: &mut Mention, before: &[Mention]) {
    let end = mention.tokens.end;
    let start = mention.tokens.start;
    match &mut mention.value {
        Value::Quantity(quantity) if quantity.unit == Unit::None && reader.cue(end, Cue::Others).is_some() => {
            let happens =
                |other: &Mention| other.tokens.clone().any(|at| reader.concept(at, &[ConceptKind::Event]).is_some());
            // `وفاة امرأة وإصابة 20 آخرين`: one who is told by a bare noun says nothing of the others.
            let counted = before.iter().rev().find_map(|other| match &other.value {
                Value::Quantity(Quantity { unit: unit @ Unit::Counted(_), .. })
                    if !happens(other) && other.rule != ONE_VICTIM =>
                {
                    Some(unit.clone())
                }
                _ => None,
            });
            quantity.unit = counted.unwrap_or_else(|| Unit::Counted(reader.language.person.to_owned()));
        }
        // `in minutes 61 and 71`: the second is numbered by the noun of the first.
        Value::Quantity(Quantity { unit: Unit::None, number: Some(number), upto: None, .. })
            if reader.token(start).is_some_and(|token| token.kind == TokenKind::Number) =>
        {
            let joined = |first: &&Mention| reader.after_joint(first.tokens.end) == Some(start);
            if let Some(Value::Ordinal(first)) = before.last().filter(joined).map(|first| &first.value)
                && let Some(of) = &first.of
                && let Ok(number) = u64::try_from(number.value)
            {
                mention.value = Value::Ordinal(Ordinal { number, of: Some(of.clone()) });
            }
        }
        Value::Ordinal(ordinal) if ordinal.of.is_none() && reader.is_joined(start) => {
            ordinal.of = before.iter().rev().find_map(|other| match &other.value {
                Value::Ordinal(other) => other.of.clone(),
                _ => None,
            });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Vocabulary, detect};

    /// The mentions of a text, as value, end of a range, unit and what it is for each of.
    fn read(text: &str) -> Vec<String> {
        let language = detect(text);
        let tokens = Vocabulary::default().tokens(text, Span::new(0, text.len()), language);
        let day_first = language.day_before_month;
        let reader = Reader { text, tokens: &tokens, language, published: None, day_first, decimal_comma: false };
        find(&reader)
            .iter()
            .map(|mention| {
                let value = &mention.value;
                let mut shown = value.modifier().symbol().trim_start_matches('=').to_owned();
                shown += &value.canonical().unwrap_or_else(|| "?".into());
                shown += &value.canonical_end().map(|end| format!("..{end}")).unwrap_or_default();
                shown += &value.unit_id().map(|unit| format!(" {unit}")).unwrap_or_default();
                if let Value::Quantity(Quantity { per: Some(per), .. }) = value {
                    shown.push_str(" per ");
                    shown.push_str(per);
                }
                shown
            })
            .collect()
    }

    fn check(cases: &[(&str, &[&str])]) {
        for (text, want) in cases {
            assert_eq!(read(text), *want, "{text}");
        }
    }

    #[test]
    fn numbers_in_digits_and_words() {
        check(&[
            ("بيعت 10آلاف تذكرة", &["10000 تذكرة"]),
            ("بيعت ٣٬٢٠٠ تذكرة", &["3200 تذكرة"]),
            ("نما الإنتاج 4ر2%", &["2.4 percent"]),
            ("شاركت إحدى عشرة بلدية", &["11 بلدية"]),
            ("غرست ثلاثمائة وخمس وعشرون شجرة", &["325 شجرة"]),
            ("غرست خمس مئة شجرة", &["500 شجرة"]),
            ("دفع مليونا دينار كويتي ومليونا وثلاثمئة ألف درهم", &["2000000 KWD", "1300000 dirham"]),
            ("بلغت الحرارة سالب ثلاث درجات مئوية", &["-3 celsius"]),
            ("بلغت الحرارة 3 درجات مئوية تحت الصفر", &["-3 celsius"]),
            ("The farm lost 40\u{a0}000 hens", &["40000 hen"]),
            ("It rained three and a half hours", &["3.5 hour"]),
            ("They sold two and a half million tickets", &["2500000 ticket"]),
            ("Inflation was minus 0.4%", &["-0.4 percent"]),
            ("It fell by two-tenths of a percent", &["0.2 percent"]),
            ("They paid $3.5m for 20 m of silk and 10M shares", &["3500000 USD", "20 m", "10000000 share"]),
        ]);
    }

    #[test]
    fn numbers_as_news_write_them() {
        check(&[
            ("لقي سائق مصرعه وأصيب ثلاثة عشر راكبا بينهم طفلان", &["1 سائق", "13 راكب", "2 طفل"]),
            ("أدى الحريق إلى وفاة سيدة وإصابة رضيع", &["1 سيدة", "1 رضيع"]),
            ("قال بائع: اشتريت الكيلو بخمستاشر جنيه", &["15 pound-money"]),
            ("وصل تمنمية وخمسين لاجئا إلى الجزيرة", &["850 لاجئ"]),
            ("وقع أربع مائة واثنان وعشرون عاملا العريضة", &["422 عامل"]),
            ("أنفقت الوزارة ثلاثة ملايين وربع المليون درهم", &["3250000 dirham"]),
            ("استقبلت القرية ألفًا وثمانمئةً وخمسين زائرًا", &["1850 زائر"]),
            ("بيعت 2 مليون و300 ألف تذكرة", &["2300000 تذكرة"]),
            ("عمل مئتا حارس ومئتان وخمسون موظفا", &["200 حارس", "250 موظف"]),
            ("حضر قمة مجموعة العشرين 40 رئيسا", &["40 رئيس"]),
            ("وصلت بثلاثة ملايين برميل وبـ40 ألف طن", &["3000000 barrel", "40000 tonne"]),
            ("ﺑﻠﻎ ﻋﺪﺩ ﺍﻟﻀﺤﺎﻳﺎ ٤٥ ﺷﺨﺼﺎ", &["45 شخص"]),
            ("بلــغ عدد الجرحـــى ثلاثـــين شخصـــا", &["30 شخص"]),
            ("بلغت الكلفة 26‏,5 مليون درهم", &["26500000 dirham"]),
            ("عدد سكان الحي 5000 أو أقل من 6000", &["5000 ساكن", "<6000 ساكن"]),
            ("Two hundred and forty-three workers and nearly a hundred and fifty firms", &["243 worker", "~150 firm"]),
            ("عدد القتلى 10 والجرحى 20", &["10 قتيل", "20 جريح"]),
            ("A hundred homes burned and a thousand hectares", &["100 home", "1000 hectare"]),
            ("He ran 2 1/2 miles and drank 1/2 litre", &["2.5 mile", "0.5 litre"]),
            ("Half a million people lost power for two and a half days", &["500000 person", "2.5 day"]),
            ("two hundred thirty two and a thirtieth", &["232.0333333"]),
            ("a twenty-first", &["0.047619"]),
            ("six hundred and thirty-two hundredths", &["600.32"]),
            ("one two hundred fourth", &["0.00490196"]),
            ("It grew thirty-two thousandths of an inch", &["0.032 inch"]),
            ("sixty fifths", &["12"]),
            ("- 1 4/5", &["-1.8"]),
            ("- 40 houses", &["40 house"]),
            ("12,34,567 voters", &["1234567 voter"]),
        ]);
    }

    #[test]
    fn units_nouns_and_parts() {
        check(&[
            ("استغرقت الرحلة ساعتين ونصف الساعة", &["2.5 hour"]),
            ("استغرقت الرحلة ساعة و40 دقيقة", &["100 minute"]),
            ("يضخ الحقل 90 ألف برميل يوميا", &["90000 barrel per day"]),
            ("ضبط الحرس 53 مربطًا", &["53 مربط"]),
            ("غاب 15 من رجال الإطفاء", &["15 رجل"]),
            ("a group of six hikers", &["6 hiker"]),
            ("نجا شخصان وأصيب 9 عمال و3 آخرون", &["2 شخص", "9 عامل", "3 عامل"]),
            ("استمر القصف في الأيام الأربعة الماضية", &["4 day"]),
            ("أعلن الطبيب وفاة طفلة", &["1 طفلة"]),
            ("He ran 5 km and 200 m in 20 minutes 5 seconds", &["5.2 km", "1205 second"]),
            ("They charge 3 dollars 50 cents per hour", &["3.5 USD per hour"]),
            ("She won the race in 7:58.28 and he in 1:42.5 minutes", &["478.28 second", "102.5 second"]),
            ("سجل العداء 8:06.37 د", &["486.37 second"]),
            ("الرقم القياسي: 7:53.63", &["473.63 second"]),
            ("قطعت السباق في 4 دقائق و31 ثانية و28 جزءا من المئة", &["271.28 second"]),
            ("قطعت السباق في 4 دقائق و31 ثانية و28 جزءا من الثانية", &["271.28 second"]),
            ("بلغت الكلفة مليارين و600 مليون دينار", &["2600000000 dinar"]),
            ("بلغت الكلفة مليونين و300 ألف درهم", &["2300000 dirham"]),
            ("She lost by 12 hundredths of a second", &["0.12 second"]),
            ("وصل سامي (3:29.07) وخالد بـ3:31.20 دقائق", &["209.07 second", "211.2 second"]),
            ("The marathon took 2:07:19", &[]),
            ("She read Luke 3:16.2", &["16.2"]),
        ]);
    }

    #[test]
    fn one_who_is_hurt_or_held_counts() {
        check(&[
            ("توفيت سيدة في حريق", &["1 سيدة"]),
            ("لقي رجل مصرعه وأصيب طفل بحروق", &["1 رجل", "1 طفل"]),
            ("ألقت الشرطة القبض على شاب بتهمة السرقة", &["1 شاب"]),
            ("وفاة امرأة وإصابة 20 آخرين", &["1 امرأة", "20 شخص"]),
            ("أصيب لاعب الأهلي وقتل رجل زوجته", &[]),
            ("The blast hit a bus, killing one and injuring seven", &["1", "7"]),
            ("One was hurt and three were arrested", &["1", "3"]),
            ("One of them was hurt", &[]),
            ("They shot two guards and wounded a third", &["2 guard"]),
            ("They sold a third of the shares to two funds", &["0.333333", "2 fund"]),
        ]);
    }

    #[test]
    fn what_an_amount_is_for_each_of() {
        check(&[
            ("It earned 5 dollars per diluted share", &["5 USD per share"]),
            ("It made $4 billion a year", &["4000000000 USD per year"]),
            ("It made $4 billion, up from $3 billion a year earlier", &["4000000000 USD", "3000000000 USD"]),
            ("It pumped 3 million barrels a day a month ago", &["3000000 barrel per day"]),
            ("سجل هدفين في الدقيقة 61", &["2 هدف", "61 دقيقة"]),
            ("بلغ الراتب 4 آلاف دينار وفي السنة 2%", &["4000 dinar", "2 percent"]),
        ]);
    }

    #[test]
    fn ranges_and_bounds() {
        check(&[
            ("بين 30 و40 كيلومترا", &["30..40 km"]),
            ("ما بين ثماني إلى 14 بيضة", &["8..14 بيضة"]),
            ("أكثر من 10 وأقل من 20 سفينة", &["10..20 سفينة"]),
            ("زار المدينة وأكثر من 20 قرية", &[">20 قرية"]),
            ("from $350 per kg to $680 per kg", &["350..680 USD per kg"]),
            ("5 to 10 million people", &["5000000..10000000 person"]),
            ("It expects $3 billion to $4 billion", &["3000000000..4000000000 USD"]),
            ("It ran 18 km or 11 miles", &["18 km", "11 mile"]),
            ("They fear surges of 12 to 18 feet", &["12..18 foot"]),
            ("It may cut anywhere from 3 to 5 million barrels", &["3000000..5000000 barrel"]),
            ("It expects to earn 94 cents to $1.03", &["0.94..1.03 USD"]),
            ("Prices rose 12 to 18 dollars", &["12", "18 USD"]),
        ]);
    }

    #[test]
    fn scores_are_told_in_digits_and_words() {
        check(&[
            ("فاز الفريق 2-1", &["2-1"]),
            ("One of the two-faced ones won 3-1", &["3-1"]),
            ("خسر الضيوف صفر-2", &["2-0"]),
            ("تقدم الضيوف بثلاثة أهداف لهدف", &["3-1"]),
            ("He lost the match by two goals to nil", &["2-0"]),
            ("They won 20-25 seats", &["20..25 seat"]),
            ("She won the race in 2:25:45", &[]),
        ]);
    }

    #[test]
    fn what_counts_nothing_is_no_mention() {
        for text in [
            "القناة 7 تبث الخبر",
            "A Boeing 737 landed",
            "They showed the eBook 12",
            "A Category 3 hurricane",
            "Profit for the quarter rose",
            "It fell from the year-ago quarter",
            "المادة 12 من القانون رقم 148",
            "خطب الملك جورج السادس",
            "ذكرى أربعين الراحل",
            "وزارتي المالية والتخطيط",
            "يجمعهم مصير واحد",
            "رفض واحد منهم العرض",
            "في نصف النهائي",
            "An F-16 and a Learjet 45 carried 5G parts",
            "The S&P 500 closed",
            "One of the two-faced ones left",
        ] {
            assert!(read(text).is_empty(), "{text}: {:?}", read(text));
        }
    }

    #[test]
    fn places_in_a_series() {
        check(&[
            ("في الدقيقة 88", &["88 دقيقة"]),
            ("الدورة الثامنة عشرة", &["18 دورة"]),
            ("الهدف الأول والثاني", &["1 هدف", "2 هدف"]),
            ("المرحلة الإعدادية الثالثة", &["3 مرحلة"]),
            ("خامس انتخاب للمجلس", &["5 انتخاب"]),
            ("the hundred and twenty-first edition", &["121 edition"]),
            ("the one hundred twenty-fourth edition", &["124 edition"]),
        ]);
    }
}
