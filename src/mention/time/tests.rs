//! Times as read from short texts, by rule. More stand beside the words, in the examples of `time.toml`.

use jiff::civil::date;

use crate::document::Published;
use crate::language::{Vocabulary, detect};
use crate::mention::{Reader, find};
use crate::span::Span;
use crate::value::{Time, Value};

/// The value of each time with its modifier, where it is a limit.
fn limits(text: &str) -> Vec<String> {
    read(text, true).into_iter().map(|(time, _)| format!("{}{}", time.modifier().symbol(), ends(&time))).collect()
}

/// The ends of a time.
fn ends(time: &Time) -> String {
    let ends = [time.canonical(), time.canonical_end()].into_iter().flatten().collect::<Vec<_>>();
    if ends.is_empty() { "?".to_owned() } else { ends.join("/") }
}

/// What is read of a text of Tuesday, 30 May 2023, or of no date: the times, with what is set aside marked.
fn times(text: &str, dated: bool) -> Vec<String> {
    let shown = |(time, aside): (Time, bool)| if aside { format!("({})", ends(&time)) } else { ends(&time) };
    read(text, dated).into_iter().map(shown).collect()
}

/// The times of a text, and whether each is set aside.
fn read(text: &str, dated: bool) -> Vec<(Time, bool)> {
    let language = detect(text);
    let tokens = Vocabulary::default().tokens(text, Span::new(0, text.len()), language);
    let published = dated.then(|| Published { day: date(2023, 5, 30), clock: None });
    let reader = Reader {
        text,
        tokens: &tokens,
        language,
        published,
        day_first: language.day_before_month,
        decimal_comma: false,
    };
    let times = find(&reader).into_iter().filter_map(|mention| match mention.value {
        Value::Time(time) => Some((time, mention.set_aside.is_some())),
        _ => None,
    });
    times.collect()
}

fn hold(cases: &[(&str, &[&str])]) {
    let faults = cases.iter().filter_map(|(text, expected)| {
        let found = times(text, true);
        (found != *expected).then(|| format!("{text}: expected {expected:?}, found {found:?}"))
    });
    assert_eq!(faults.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_ends_of_a_range_complete_each_other() {
    hold(&[
        ("from 28 December to 3 January 2020", &["2019-12-28/2020-01-03"]),
        ("from December 2019 to January", &["2019-12/2020-01"]),
        ("from 4 to 22 this month", &["2023-05-04/2023-05-22"]),
        ("from late 2019 to early 2021", &["2019-07/2021-06"]),
        ("January-March 2022", &["2022-01/2022-03"]),
        ("between 2010 and 2012", &["2010/2012"]),
        ("from 2013 to 2015 exports doubled", &["2013/2015"]),
        ("1435-1436 هـ", &["2013-11-04/2015-10-13"]),
        ("من الرابع إلى 15 أغسطس 2015", &["2015-08-04/2015-08-15"]),
        // The hour, a count and a score close no range.
        ("will open on November 19 at 20 schools", &["2023-11-19"]),
        ("March 3 to 5 villages", &["2023-03-03"]),
        ("من 8 إلى 10 أشخاص", &[]),
    ]);
}

#[test]
fn ranges_are_told_in_many_ways() {
    hold(&[
        ("between May and July 2016", &["2016-05/2016-07"]),
        ("from the 1960s to the 1980s", &["1960/1989"]),
        ("the 2014-15 season", &["2014/2015"]),
        ("in the winter of 2012-13", &["2012-12-01/2013-02-28"]),
        ("the July-September quarter", &["2022-07/2022-09"]),
        ("next week between Wednesday and Friday", &["2023-06-07/2023-06-09"]),
        ("الأسبوع المقبل من الأحد إلى الخميس", &["2023-06-04/2023-06-08"]),
        ("من أول يناير إلى آخر مارس 2013", &["2013-01/2013-03"]),
        ("from Monday to work", &["2023-05-29"]),
    ]);
}

#[test]
fn a_list_of_months_has_the_year_of_its_last() {
    hold(&[
        ("in March and April 2012", &["2012-03", "2012-04"]),
        ("in November, December and January 2012", &["2011-11", "2011-12", "2012-01"]),
        ("شهري مارس وأبريل 2012", &["2012-03", "2012-04"]),
        ("5 مارس و7 أبريل 2012", &["2012-03-05", "2012-04-07"]),
        ("in April and 2012 people", &["2023-04"]),
    ]);
}

#[test]
fn a_date_without_a_year_is_the_nearest_of_its_kind() {
    hold(&[
        ("on 4 July", &["2023-07-04"]),
        ("on 20 December", &["2022-12-20"]),
        ("in March", &["2023-03"]),
        ("last March", &["2023-03"]),
        ("June next year", &["2024-06"]),
        ("the council will meet on 2 January", &["2024-01-02"]),
        ("في ديسمبر الماضي", &["2022-12"]),
        ("24 شوال الجاري", &["2023-05-14"]),
        ("آخر جمعة من رمضان", &["2023-04-14"]),
    ]);
    assert_eq!(times("on 4 July", false), ["?"]);
}

#[test]
fn weekdays_look_back_unless_they_are_said_to_come() {
    hold(&[
        ("on Friday", &["2023-05-26"]),
        ("next Friday", &["2023-06-02"]),
        ("this Friday", &["2023-06-02"]),
        ("Friday of next week", &["2023-06-09"]),
        ("الأسبوع المقبل يوم الجمعة", &["2023-06-09"]),
        ("الجمعة المقبل", &["2023-06-02"]),
        // A day of the month is told with a weekday only where the two agree.
        ("Friday the 26th", &["2023-05-26"]),
        ("الجمعة 26", &["2023-05-26"]),
        ("الجمعة 25", &["2023-05-26"]),
    ]);
}

#[test]
fn digits_are_a_date_only_where_their_order_is_sure() {
    hold(&[
        ("22/04/2019", &["2019-04-22"]),
        ("on 9/18/15", &["2015-09-18"]),
        ("2019-Aug-01", &["2019-08-01"]),
        ("on 4/22", &["2023-04-22"]),
        ("in 3/2015", &["2015-03"]),
        ("in 2016-11", &["2016-11"]),
        ("in 2008-09", &["2008/2009"]),
        ("13-9-1436", &["2015-06-30"]),
        ("a 4-3-3", &[]),
        ("it was 4/22", &[]),
        ("2.10.3", &[]),
        ("file 5/6/2019/7", &[]),
    ]);
}

#[test]
fn windows_end_the_day_before_and_begin_the_day_after() {
    hold(&[
        ("the past three months", &["2023-02-28/2023-05-29"]),
        ("the next two weeks", &["2023-05-31/2023-06-13"]),
        ("in the last two decades", &["2000/2019"]),
        ("في اليومين المقبلين", &["2023-05-31/2023-06-01"]),
        ("two days ago", &["2023-05-28"]),
        ("1 month, 21 days ago", &["2023-04-09"]),
        ("four days from yesterday", &["2023-06-02"]),
        ("بعد أسبوعين من الآن", &["2023-06-13"]),
        ("more than two weeks ago", &[]),
        ("thirty years ago", &[]),
        ("قبل يومين من المباراة", &[]),
    ]);
    assert!(times("the past three months", false).is_empty());
}

#[test]
fn parts_are_counted_in_a_month_or_year() {
    hold(&[
        ("the third quarter of two thousand and twenty", &["2020-07-01/2020-09-30"]),
        ("2016 H2", &["2016-07-01/2016-12-31"]),
        ("النصف الثاني من مارس", &["2023-03-16/2023-03-31"]),
        ("the last week of 2015", &["2015-12-28/2016-01-03"]),
        ("آخر يوم من أكتوبر 2015", &["2015-10-31"]),
        ("the first half of the 20th century", &["1900/1949"]),
        ("الربع الأخير من القرن الماضي", &["1975/1999"]),
        ("the first decade of this century", &["2000/2009"]),
        ("the last ten days of May", &["2023-05-22/2023-05-31"]),
        ("final three months of 2012", &["2012-10/2012-12"]),
        ("الأشهر الثلاثة الأخيرة من 2012", &["2012-10/2012-12"]),
        ("in the third quarter", &["2022-07-01/2022-09-30"]),
        ("خلال الربع الأول", &["2023-01-01/2023-03-31"]),
        ("the end of the year", &["2023-09/2023-12"]),
        ("منذ بداية العام", &["2023-01/2023-04"]),
        ("in the first four months", &["2023-01/2023-04"]),
        ("خلال الأشهر السبعة الأولى", &["2022-01/2022-07"]),
        ("during the first nine months of the war", &[]),
        ("in his first six months", &[]),
        ("in the third quarter of the game", &[]),
        ("a third quarter", &[]),
        ("first-quarter profit", &["2023-01-01/2023-03-31"]),
        ("last quarter", &["2023-01-01/2023-03-31"]),
        ("الربع المقبل", &["2023-07-01/2023-09-30"]),
        ("التسعة أشهر الأولى من 2012", &["2012-01/2012-09"]),
        ("the start of the 1990s", &["1990/1994"]),
        ("صيف هذا العام", &["2023-06-01/2023-08-31"]),
        ("the fourteenth month of 2012", &["2012"]),
        ("بداية العام الدراسي", &[]),
        ("the end of the week", &[]),
        ("Audi Q3", &[]),
        ("the first half", &[]),
    ]);
}

#[test]
fn a_stretch_is_told_by_its_last_day_or_a_week_by_its_first() {
    hold(&[
        ("the three months ended June 30, 2012", &["2012-04/2012-06"]),
        ("in the week ending 11 March 2012", &["2012-03-05/2012-03-11"]),
        ("the 12 months to March 2013", &["2012-04/2013-03"]),
        ("fiscal year ended 31 March", &["2022-04/2023-03"]),
        ("the week of May 1", &["2023-05-01/2023-05-07"]),
        ("الأشهر الستة المنتهية في 30 يونيو 2012", &["2012-01/2012-06"]),
        ("5 قتلى في الأسبوع المنتهي يوم 9 مارس", &["2023-03-03/2023-03-09"]),
        ("the six months to the end of June", &["2023-01/2023-06"]),
        ("three days ended badly", &[]),
        ("two weeks to go", &[]),
        ("the week of talks", &[]),
        ("انتهت الأشهر الستة", &[]),
    ]);
}

#[test]
fn a_part_is_written_as_a_range_of_the_next_finer_unit() {
    hold(&[
        ("early 2012", &["2012-01/2012-06"]),
        ("in mid-2012", &["2012-04/2012-09"]),
        ("the late 1990s", &["1995/1999"]),
        ("late last week", &["2023-05-25/2023-05-28"]),
        ("late March 2012", &["2012-03"]),
        ("منتصف الأسبوع المقبل", &["2023-06-06/2023-06-09"]),
        ("بداية النصف الثاني من 2014", &["2014-07-01/2014-12-31"]),
        ("نهاية الأسبوع الماضي", &["2023-05-27/2023-05-28"]),
        ("أواخر الأسبوع الماضي", &["2023-05-25/2023-05-28"]),
        ("نهاية أسبوع حافل", &[]),
    ]);
}

#[test]
fn the_beginning_of_a_year_is_its_first_third() {
    hold(&[
        ("the beginning of 2012", &["2012-01/2012-04"]),
        ("in the middle of 2012", &["2012-05/2012-08"]),
        ("منتصف عام 2012", &["2012-05/2012-08"]),
        ("نهاية العام الماضي", &["2022-09/2022-12"]),
        ("the end of March 2012", &["2012-03"]),
        ("the end of last week", &["2023-05-25/2023-05-28"]),
        ("the end of the talks", &[]),
    ]);
}

#[test]
fn the_past_year_ends_today_and_last_year_in_december() {
    hold(&[
        ("over the past year", &["2022-05-30/2023-05-29"]),
        ("in the last month", &["2023-04-30/2023-05-29"]),
        ("last month", &["2023-04"]),
        ("السنوات العشر الأخيرة", &["2013-05-30/2023-05-29"]),
        ("طوال الأسبوع الماضي", &["2023-05-22/2023-05-28"]),
        ("the past decade", &["2013-05-30/2023-05-29"]),
        ("the last year of the war", &[]),
        ("that day", &[]),
        ("في ذلك اليوم", &[]),
    ]);
}

#[test]
fn names_with_capitals_are_no_months() {
    hold(&[
        ("the minister Jan Smit said", &[]),
        ("a book by May Smith", &[]),
        ("in May Smith left", &["2023-05"]),
        ("in Jan.", &["2023-01"]),
        ("the Nov. 13 attacks", &["2022-11-13"]),
        ("the March 15 attacks", &["2023-03-15"]),
        ("asteroid 2012 DA14", &[]),
        ("the 2012 DA 14 asteroid", &[]),
        ("the 2008 crisis", &["2008"]),
        ("the 2008 crises", &[]),
        ("in 2012 EU 27 fell", &["2012"]),
    ]);
}

#[test]
fn decades_and_centuries_begin_with_their_round_year() {
    hold(&[
        ("the 18th century", &["1700/1799"]),
        ("القرن الماضي", &["1900/1999"]),
        ("in the 70s", &["1970/1979"]),
        ("in his 70s", &[]),
        ("in the twenties", &["2020/2029"]),
        ("في الثلاثينات", &["1930/1939"]),
        ("it took 70s", &[]),
    ]);
}

#[test]
fn a_year_may_stand_before_its_month() {
    hold(&[
        ("2016 November", &["2016-11"]),
        ("in 2016, December 3", &["2016-12-03"]),
        ("in 2016, March 2015 seemed far", &["2016", "2015-03"]),
        ("in 2016, May won", &["2016"]),
        ("عام 2015 مارس الرياضة", &["2015"]),
    ]);
}

#[test]
fn a_preposition_makes_a_time_the_limit_of_an_open_period() {
    let cases: [(&str, &[&str]); 16] = [
        ("since 1992", &[">=1992"]),
        ("until 9 March", &["<=2023-03-09"]),
        ("by 2030", &["<=2030"]),
        ("before Tuesday.", &["<2023-05-30"]),
        ("after 2011, it fell", &[">2011"]),
        ("بحلول عام 2030", &["<=2030"]),
        ("قبل نهاية مارس 2024", &["<2024-03"]),
        ("since the 1990s", &[">=1990/1999"]),
        ("from 2015 onwards", &[">=2015"]),
        ("اعتبارا من 5 يونيو", &[">=2023-06-05"]),
        // What happened on a day is not the day.
        ("after Friday's attack", &["=2023-05-26"]),
        ("before March 2022 elections", &["=2022-03"]),
        ("two weeks after 25 January 2011", &["=2011-01-25"]),
        ("from Monday on the border", &["=2023-05-29"]),
        ("اعتبارا من يوم الأحد", &[">=2023-05-28"]),
        ("في عام 2011", &["=2011"]),
    ];
    for (text, expected) in cases {
        assert_eq!(limits(text), *expected, "{text}");
    }
}

#[test]
fn a_word_or_number_with_another_use_is_no_time() {
    hold(&[
        ("ثورة 25 يناير", &[]),
        ("ثورة 25 يناير 2011", &["2011-01-25"]),
        ("the July 14 Bridge", &[]),
        ("عطلات نهاية الأسبوع", &[]),
        ("that weekend", &[]),
        ("بعمق 20م", &[]),
        ("الطراز 2016", &[]),
        ("سيارة نيسان", &[]),
        ("محمد رمضان", &[]),
        ("في رمضان", &["2023-03-23/2023-04-20"]),
        ("May said so", &[]),
        ("they march past", &[]),
        ("the sun.", &[]),
        ("24/7", &[]),
    ]);
}

#[test]
fn weeks_are_numbered_and_days_are_listed() {
    hold(&[
        ("on 03/14,2021", &["2021-03-14"]),
        ("in week 12 of 2021", &["2021-03-22/2021-03-28"]),
        ("by 2021-W15", &["2021-04-12/2021-04-18"]),
        ("on 2021-W07-3", &["2021-02-17"]),
        ("الأسبوع 12 من عام 2021", &["2021-03-22/2021-03-28"]),
        ("on the fifth and sixth of May 2021", &["2021-05-05", "2021-05-06"]),
        ("في الخامس والسادس من مايو 2021", &["2021-05-05", "2021-05-06"]),
        ("the fifth and sixth graders", &[]),
        ("on 7 June 2021, a Monday,", &["2021-06-07"]),
        ("in the first quarter of the fiscal year 2020", &["2020-01-01/2020-03-31"]),
        ("العام المالي الماضي", &["2022"]),
        ("between 2011 and now", &["2011-01-01/2023-05-30"]),
        ("بين عامي 2011 واليوم", &["2011-01-01/2023-05-30"]),
    ]);
}

#[test]
fn a_weekday_that_ends_something_lies_ahead() {
    hold(&[
        ("They have until Thursday to reply", &["2023-06-01"]),
        ("أمامهم مهلة حتى الخميس للرد", &["2023-06-01"]),
        ("They replied on Thursday", &["2023-05-25"]),
    ]);
}

#[test]
fn decades_of_a_life_are_no_time() {
    hold(&[("a man in his twenties", &[]), ("in her early thirties", &[]), ("في العشرينات من عمره", &[])]);
    hold(&[("in the early thirties", &["1930/1934"]), ("in the twenties", &["2020/2029"])]);
}
