//! Who is in Harbour: names, where they live, how much they write, and when they come and go.

use crate::dice::Dice;

/// How somebody stands towards the project.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Standing {
    Guest,
    Member,
    Owner,
    Staff,
}

/// The tongue in which somebody writes now and then, besides English.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Tongue {
    English,
    German,
    Japanese,
    Portuguese,
}

/// Where somebody lives: the zone's name, its label, hours east of Greenwich.
type Zone = (&'static str, &'static str, i64);

pub(crate) struct Person {
    pub(crate) id: String,
    pub(crate) handle: &'static str,
    pub(crate) name: &'static str,
    pub(crate) zone: Zone,
    pub(crate) tongue: Tongue,
    pub(crate) standing: Standing,
    /// How much they write, next to the others.
    weight: u64,
    /// The day on which they join, counted from the first; long before it if negative.
    pub(crate) joins: i64,
    /// The first and last week of each silence.
    silences: &'static [(i64, i64)],
    /// The skin tone of their reactions, 2 to 6; 0 for the yellow one.
    pub(crate) tone: i64,
}

impl Person {
    /// How likely they write on `day`.
    pub(crate) fn weight(&self, day: i64) -> u64 {
        let silent = self.silences.iter().any(|(first, last)| (*first..=*last).contains(&(day / 7)));
        if day <= self.joins || silent { 0 } else { self.weight }
    }
}

const AUCKLAND: Zone = ("Pacific/Auckland", "New Zealand Standard Time", 12);
const BERLIN: Zone = ("Europe/Berlin", "Central European Time", 1);
const DUBLIN: Zone = ("Europe/Dublin", "Greenwich Mean Time", 0);
const HALIFAX: Zone = ("America/Halifax", "Atlantic Standard Time", -4);
const KOLKATA: Zone = ("Asia/Kolkata", "India Standard Time", 5);
const LISBON: Zone = ("Europe/Lisbon", "Western European Time", 0);
const MANILA: Zone = ("Asia/Manila", "Philippine Standard Time", 8);
const NAIROBI: Zone = ("Africa/Nairobi", "East Africa Time", 3);
const OSLO: Zone = ("Europe/Oslo", "Central European Time", 1);
const SAO_PAULO: Zone = ("America/Sao_Paulo", "Brasilia Time", -3);
const SEATTLE: Zone = ("America/Los_Angeles", "Pacific Standard Time", -8);
const TOKYO: Zone = ("Asia/Tokyo", "Japan Standard Time", 9);

/// Who helps more than anybody and is rarely thanked.
pub(crate) const HELPER: &str = "ingrid";

/// Handle, name, zone, the week in which they join (before the first if negative), silences.
type Row = (&'static str, &'static str, Zone, i64, &'static [(i64, i64)]);

const EVER: i64 = 99;

/// From who writes most to who writes least; the weight follows from the place.
const ROWS: &[Row] = &[
    ("maren", "Maren Kjeldsen", BERLIN, -1, &[]),
    ("rui.tavares", "Rui Tavares", LISBON, -1, &[]),
    ("ingrid", "Ingrid Solheim", OSLO, -1, &[]),
    ("kenji", "Kenji Morita", TOKYO, -1, &[]),
    ("asha", "Asha Venkataraman", KOLKATA, -1, &[(5, EVER)]),
    ("declan", "Declan Roche", DUBLIN, -1, &[]),
    ("bia", "Beatriz Nogueira", SAO_PAULO, -1, &[(3, 6)]),
    ("tomte", "Tom Telford", SEATTLE, -1, &[]),
    ("wanjiru", "Wanjiru Kamau", NAIROBI, -1, &[]),
    ("hana", "Hana Okabe", TOKYO, -1, &[]),
    ("lukas", "Lukas Brandt", BERLIN, -1, &[(6, EVER)]),
    ("priya.n", "Priya Nambiar", KOLKATA, 0, &[]),
    ("aroha", "Aroha Tamihana", AUCKLAND, -1, &[]),
    ("joaquim", "Joaquim Pires", LISBON, -1, &[(2, 7)]),
    ("silke", "Silke Ahrens", BERLIN, -1, &[]),
    ("mack", "Angus MacKinnon", HALIFAX, -1, &[]),
    ("yuki", "Yuki Hamada", TOKYO, 1, &[]),
    ("njeri", "Njeri Odhiambo", NAIROBI, -1, &[(4, EVER)]),
    ("fergal", "Fergal Quinn", DUBLIN, 1, &[]),
    ("dalisay", "Dalisay Reyes", MANILA, -1, &[]),
    ("oskar", "Oskar Lindqvist", OSLO, -1, &[(1, 5)]),
    ("thiago", "Thiago Camargo", SAO_PAULO, 2, &[]),
    ("jo", "Jo Whitcombe", SEATTLE, -1, &[]),
    ("ravi", "Ravi Deshpande", KOLKATA, 2, &[(5, EVER)]),
    ("svenja", "Svenja Petersen", BERLIN, 3, &[]),
    ("marama", "Marama Ngata", AUCKLAND, -1, &[]),
    ("crispin", "Crispin Yates", HALIFAX, 3, &[]),
    ("ines", "Inês Fonseca", LISBON, 4, &[]),
    ("shota", "Shota Ikeda", TOKYO, 4, &[]),
    ("lola", "Lola Bautista", MANILA, 5, &[]),
    ("otieno", "Brian Otieno", NAIROBI, 5, &[(7, EVER)]),
    ("grethe", "Grethe Dahl", OSLO, -1, &[]),
    ("niamh", "Niamh Ó Súilleabháin", DUBLIN, 5, &[]),
    ("caio", "Caio Bandeira", SAO_PAULO, 6, &[]),
    ("holger", "Holger Wulff", BERLIN, 6, &[]),
    ("sunita", "Sunita Rao", KOLKATA, 6, &[]),
    ("mei", "Mei Tachibana", TOKYO, 7, &[]),
    ("pat", "Pat Lindgren", SEATTLE, 7, &[]),
    ("zeca", "José Carlos Melo", LISBON, 8, &[]),
    ("wiremu", "Wiremu Parata", AUCKLAND, 8, &[]),
    ("akinyi", "Akinyi Were", NAIROBI, 8, &[]),
    ("fynn", "Fynn Jansen", BERLIN, 9, &[]),
    ("dev", "Dev Malhotra", KOLKATA, 9, &[]),
    ("skipper.al", "Al Pettibone", HALIFAX, 9, &[]),
    ("quietwater", "Rosalind Achterberg", DUBLIN, -1, &[(0, 8)]),
];

/// Everybody, from who writes most to who writes least.
pub(crate) fn cast(dice: &mut Dice) -> Vec<Person> {
    let people = ROWS.iter().zip(1_u64..).map(|((handle, name, zone, joins, silences), rank)| Person {
        id: dice.id('U'),
        handle,
        name,
        zone: *zone,
        tongue: match *zone {
            BERLIN => Tongue::German,
            LISBON | SAO_PAULO => Tongue::Portuguese,
            TOKYO => Tongue::Japanese,
            _ => Tongue::English,
        },
        standing: match *handle {
            "maren" => Standing::Owner,
            "jo" | "silke" | "tomte" => Standing::Staff,
            "dalisay" | "skipper.al" => Standing::Guest,
            _ => Standing::Member,
        },
        // A little flatter than one over the rank, or half of it would be the first three.
        weight: 10_000 / (rank + 3),
        joins: if *joins < 0 { -100 } else { joins * 7 + dice.within(0, 4) },
        silences,
        tone: *dice.pick(&[0, 0, 0, 2, 3, 4, 5, 6]),
    });
    people.collect()
}
