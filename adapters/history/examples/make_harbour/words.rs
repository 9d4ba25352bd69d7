//! What people in Harbour say: sentences with slots, by channel and tongue.

use crate::people::Tongue;

/// Sentences of one kind; each may have slots such as `{place}`.
pub(crate) type Lines = &'static [&'static str];

/// How a conversation begins, by channel; questions in English stand in `questions`.
pub(crate) fn opening(channel: &str, tongue: Tongue) -> Lines {
    match (channel, tongue) {
        ("help", Tongue::German) => &[
            "Weiß jemand, warum {feature} seit {version} leer bleibt?",
            "Kurze Frage: wo stelle ich die Zeitzone für {place} ein?",
            "Ich bekomme {error} beim Import. Hat das schon jemand gesehen?",
        ],
        ("help", Tongue::Japanese) => &[
            "{version}にしてから{place}の潮汐表が出ません。どうすればいいですか?",
            "予約カレンダーの時刻が9時間ずれるのですが、設定はどこでしょうか?",
            "{error} というエラーになります。原因がわかる方いますか?",
        ],
        ("help", Tongue::Portuguese) => &[
            "Alguém sabe por que {feature} não carrega com {tool}?",
            "Como é que mudo o datum para {place}?",
            "Estou a receber {error} desde a {version}, que faço?",
        ],
        ("show-and-tell", _) => &[
            "Built an e-ink tide clock for {place} on the weekend. Runs {n} days on a charge",
            "Our club in {city} just booked its 1,000th trip through Harbour :tada:",
            "Little script that posts the handover checklist for {boat} to a group chat",
            "Before and after of {feature} with the new colours. Feedback welcome!",
            "{boat} crossed to {city} using nothing but offline tables. Photos below",
            "Made a poster of a year of tides at {place}. Print file attached",
            "Wrote up how we moved {n} boats from paper to Harbour",
        ],
        ("docs", _) => &[
            "{page} still shows screenshots from 2.9, I'll redo them this week",
            "Rewrote the part about datums in {page}. Could someone who sails read it?",
            "Broken link in {page}, third paragraph",
            "Would a page on running Harbour from {tool} be welcome?",
            "I never know whether it's “berth” or “mooring” in {page}. Do we have a rule?",
            "Added {n} terms to the glossary, please shout if one is wrong",
            "{page} took me {n} attempts to follow. Notes in the thread",
        ],
        ("translations", Tongue::German) => &[
            "{n} neue Texte für {feature}, wer schaut drüber?",
            "Heißt „slack water“ bei uns Stauwasser oder Stillwasser?",
        ],
        ("translations", Tongue::Japanese) => {
            &["「slack water」は「憩流」でいいですか?", "{feature}の訳を{n}件直しました。確認お願いします。"]
        }
        ("translations", Tongue::Portuguese) => &[
            "“Berth” fica “posto de amarração” ou só “lugar”?",
            "Terminei {n} textos de {feature}, falta revisão",
        ],
        ("translations", Tongue::English) => &[
            "{lang} is at 9{n}% again after {version}",
            "How does {lang} say “spring tide”? Two plural forms are missing",
            "New strings for {feature} land on {day}, about {n} of them",
        ],
        ("meetups", _) => &[
            "Anyone near {city} on {day}? Thinking of a small hack evening",
            "Meetup in {city} is on: {n} seats, tea provided",
            "We had {n} people in {city} yesterday, half of them new. Lovely evening",
            "Who brings a projector to {city}?",
            "Looking for a quiet room for twelve in {city}. Ideas?",
            "Notes and photos from {city} are up. Thanks to everybody who came",
            "First meetup in {city} ever! {n} said they will come, so it will be half of that",
            "Call on {day}, 17:00 UTC: {feature}, then open floor",
        ],
        ("random", Tongue::German) => &[
            "Nebel in {city}, man sieht den Hafen nicht",
            "Wer hat den besten Fischbrötchen-Tipp für {city}?",
        ],
        ("random", Tongue::Japanese) => {
            &["今日は大潮ですね。釣り日和です", "{city}の港、夕焼けがきれいでした"]
        }
        ("random", Tongue::Portuguese) => {
            &["Maré viva hoje, a rampa ficou debaixo de água", "Alguém já navegou em {place}? Parece lindo"]
        }
        ("random", Tongue::English) => &[
            "Why did the tide go out with the moon? Mutual attraction",
            "Saw a seal asleep on {boat} this morning. It has not booked.",
            "What do you all read about the sea? I'm out of books",
            "Coffee or tea on a cold watch?",
            "Name for a grey dinghy that floats against all advice?",
            "Found my father's tide tables from 1974. He corrected them by hand",
            "What is the smallest harbour you ever slept in?",
            "Overheard in {city}: ‘the sea is that way, you cannot miss it’",
            "Gale warning for {place}, so I'm finally fixing my shelf",
            "My daughter calls it the ‘boat calendar computer’ and she's right",
            "Rain in {city} for the {n}th day",
        ],
        (_, Tongue::German) => &[
            "Moin zusammen, {version} läuft bei uns in {city} seit gestern ohne Murren",
            "Unser Verein in {city} überlegt, ganz auf Harbour umzusteigen. Erfahrungen?",
            "Wer ist am {day} beim Treffen dabei?",
            "So schön war {feature} noch nie, danke an alle!",
            "Kleine Erinnerung: bis {day} bitte eure Liegeplätze prüfen",
        ],
        (_, Tongue::Japanese) => &[
            "おはようございます。{city}のクラブで{version}を使い始めました",
            "{feature}、とても使いやすくなりましたね",
            "来週{city}で小さな集まりをします。どなたでもどうぞ",
            "{version}に上げました。今のところ問題ありません",
        ],
        (_, Tongue::Portuguese) => &[
            "Bom dia! Aqui em {city} já usamos a {version} com {n} barcos",
            "Alguém quer escrever um artigo sobre {feature}?",
            "O clube de {city} agradece: {n} novos sócios este mês",
            "Boa semana a todos. Por aqui, vento e café",
        ],
        _ => &[
            "{version} is out. Highlights: {feature}, fewer crashes, nicer errors",
            "Heads up: {feature} changes its defaults in the next release",
            "Proposal for {feature} is up for comments until {day}",
            "We reached {n}00 boats on the public instance!",
            "The public instance restarts on {day} for about {n} minutes",
            "Should {feature} be on by default? I lean yes, but it costs battery",
            "Looking for {n} people to try {feature} before we release it",
            "Minutes of the steering call are in the wiki, {n} decisions this time",
            "Community call moved to {day} because of the clock change",
            "Our harbour office in {city} went live with {version} this morning. Quiet so far, which is the point",
            "If you could change one thing about {feature}, what would it be?",
            "Reminder that the survey closes on {day}. {n} minutes, promise",
            "The harbour master of {city} wrote us a letter. On paper! Photo in the thread",
            "Does anybody have a good picture of {place} for the front page?",
            "At last somebody owns {feature}. Be gentle",
            "Who would like to run the next call? It is mostly listening",
            "Small request: please say which version you run when you report something",
            "I counted: {n} clubs joined since the summer. How do we greet them properly?",
            "Thinking aloud: what if {feature} worked without an account?",
            "The old server moves to {city} on {day}. Expect ten quiet minutes",
        ],
    }
}

/// What people reply in a thread, by channel.
pub(crate) fn reply(channel: &str, tongue: Tongue) -> Lines {
    match (channel, tongue) {
        ("help", Tongue::German) => &[
            "Das ist in {version} behoben, einmal aktualisieren",
            "Steht unter {page}, ganz unten",
            "Bei mir half ein Neustart und frische Daten",
        ],
        ("help", Tongue::Japanese) => &[
            "設定のタイムゾーンを確認してみてください",
            "{version}で直っています",
            "ログを貼ってもらえますか?",
        ],
        ("help", Tongue::Portuguese) => &[
            "Isso foi corrigido na {version}",
            "Vê em {page}, está lá explicado",
            "Apaga a cache e tenta outra vez",
        ],
        ("translations" | "docs", Tongue::German) => {
            &["Ich schau heute Abend drüber", "Stauwasser, sagt auch das Lexikon", "Passt so!"]
        }
        ("translations", Tongue::Japanese) => &["はい、憩流でいいと思います", "確認しました。問題ないです"],
        ("translations", Tongue::Portuguese) => &["Eu prefiro “lugar de amarração”", "Revisto, está ótimo"],
        ("translations" | "docs", _) => &[
            "Reads well. One typo in the second line",
            "I'd keep the English word there, sailors use it anyway",
            "Merged, it'll be live in {n} minutes",
            "The glossary says “berth”, so berth it is",
            "I can review on {day}",
        ],
        ("meetups", _) => &[
            "I'm in",
            "Count me in, plus one",
            "Too far for me, but have fun!",
            "I can bring the projector",
            "Could somebody take notes for those of us far away?",
        ],
        (_, Tongue::German) => &["Sehr schön!", "Da bin ich dabei", "Bei uns läuft es auch gut"],
        (_, Tongue::Japanese) => &["いいですね!", "楽しみです", "うちのクラブでも使っています"],
        (_, Tongue::Portuguese) => &["Que maravilha!", "Boa!", "Concordo contigo"],
        _ => &[
            "Love it",
            "How long did that take you?",
            "I'd use that every {day}",
            "Agree, as long as it can be switched off",
            "Not sure. Our members mostly look at the paper table by the door",
            "Same here",
            "Ha!",
            "Would that work for {place} too?",
            "+1, {feature} first please",
            "Tea. Always tea",
            "Worth a line in {page}, I think",
            "Happy to help with that",
            "We tried it in {city} last year. Slow start, then everybody wanted it",
            "Could you write that down somewhere? It will come up again",
            "That explains a lot",
            "Let me ask our members on {day}",
            "Please do. I'd read it twice",
            "Small steps, but yes",
        ],
    }
}

/// How people thank whoever helped them: `{whom}` is a mention, and not everybody makes one.
pub(crate) fn thanks(tongue: Tongue) -> Lines {
    match tongue {
        Tongue::German => {
            &["Danke {whom}, das war's!", "Vielen Dank, läuft wieder", "Perfekt, danke dir {whom}"]
        }
        Tongue::Japanese => &[
            "{whom} ありがとうございます!",
            "助かりました、ありがとうございます",
            "直りました。{whom} 感謝です",
        ],
        Tongue::Portuguese => &["Obrigado {whom}, funcionou!", "Muito obrigada, já está", "Valeu {whom}!"],
        Tongue::English => &[
            "That was it, thank you {whom}!",
            "Thanks {whom}, works now",
            "Perfect, thanks a lot",
            "{whom} you saved my evening :pray:",
            "Brilliant, cheers {whom}",
            "Works. Thank you both",
        ],
    }
}

/// What newcomers say first.
pub(crate) const HELLO: Lines = &[
    "Hi all! I look after {n} boats in {city} and just found Harbour",
    "Hello from {city} :wave: here for the tide tables, staying for the boats",
    "Hi, new here. I'd like to help with {lang} if that's useful",
    "Hello! Sailor, nurse, beginner at {tool}",
];

/// What others answer them.
pub(crate) const WELCOME: Lines = &[
    "Welcome aboard {whom}!",
    "Welcome! {page} is a good start",
    "Hi {whom}, good to have you",
    "Ahoy :wave:",
];

/// What the bot posts, by channel.
pub(crate) fn automatic(channel: &str) -> Lines {
    match channel {
        "docs" => &["Docs built from main: {n} pages changed", "Link check: {n} broken links in {page}"],
        "staff-digest" => &["Weekly numbers: {n} new boats, {n} open reports, uptime 99.9{n}%"],
        _ => &["Release {version} is on the mirrors", "Tide data refreshed for {n}00 stations"],
    }
}
