"""The name of an outlet from the address of its page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

NAMES = {
    "aa.com.tr": "Anadolu Agency", "abcnews.go.com": "ABC News", "afp.com": "AFP", "aljazeera.com": "Al Jazeera",
    "allafrica.com": "allAfrica", "ansa.it": "ANSA", "antiwar.com": "Antiwar.com", "apnews.com": "AP",
    "arabnews.com": "Arab News", "atlanticcouncil.org": "Atlantic Council", "axios.com": "Axios",
    "balkaninsight.com": "Balkan Insight", "bbc.co.uk": "BBC", "bbc.com": "BBC",
    "belarusdigest.com": "Belarus Digest", "belsat.eu": "Belsat", "belta.by": "BelTA", "bloomberg.com": "Bloomberg",
    "breitbart.com": "Breitbart", "carnegieendowment.org": "Carnegie Endowment", "cbc.ca": "CBC",
    "cbsnews.com": "CBS News", "chinadaily.com.cn": "China Daily", "cnbc.com": "CNBC", "cnn.com": "CNN",
    "csmonitor.com": "Christian Science Monitor", "dailymail.co.uk": "Daily Mail", "dailysabah.com": "Daily Sabah",
    "dw.com": "Deutsche Welle", "economist.com": "The Economist", "euobserver.com": "EUobserver",
    "euractiv.com": "Euractiv", "eurasianet.org": "Eurasianet", "euromaidanpress.com": "Euromaidan Press",
    "euronews.com": "Euronews", "express.co.uk": "Daily Express", "financialexpress.com": "The Financial Express",
    "forbes.com": "Forbes", "foreignaffairs.com": "Foreign Affairs", "foreignpolicy.com": "Foreign Policy",
    "foxnews.com": "Fox News", "france24.com": "France 24", "ft.com": "Financial Times",
    "globalresearch.ca": "Global Research", "globaltimes.cn": "Global Times", "globalvoices.org": "Global Voices",
    "haaretz.com": "Haaretz", "hindustantimes.com": "Hindustan Times", "huffpost.com": "HuffPost",
    "independent.co.uk": "The Independent", "indianexpress.com": "The Indian Express", "interfax.com": "Interfax",
    "irishtimes.com": "The Irish Times", "japantimes.co.jp": "The Japan Times", "jpost.com": "The Jerusalem Post",
    "kyivindependent.com": "The Kyiv Independent", "kyivpost.com": "Kyiv Post", "latimes.com": "Los Angeles Times",
    "lemonde.fr": "Le Monde", "meduza.io": "Meduza", "middleeasteye.net": "Middle East Eye", "msn.com": "MSN",
    "nationalinterest.org": "The National Interest", "nbcnews.com": "NBC News", "news.sky.com": "Sky News",
    "newsweek.com": "Newsweek", "npr.org": "NPR", "nypost.com": "New York Post", "nytimes.com": "The New York Times",
    "politico.com": "Politico", "politico.eu": "Politico", "pravda.com.ua": "Ukrainska Pravda",
    "presstv.com": "Press TV", "reuters.com": "Reuters", "rferl.org": "RFE/RL", "rt.com": "RT",
    "scmp.com": "South China Morning Post", "sputniknews.com": "Sputnik", "straitstimes.com": "The Straits Times",
    "tass.com": "TASS", "tehrantimes.com": "Tehran Times", "telegraph.co.uk": "The Daily Telegraph",
    "theatlantic.com": "The Atlantic", "theconversation.com": "The Conversation", "thediplomat.com": "The Diplomat",
    "theguardian.com": "The Guardian", "thehill.com": "The Hill", "thehindu.com": "The Hindu",
    "thelocal.se": "The Local", "themoscowtimes.com": "The Moscow Times", "thetimes.co.uk": "The Times",
    "time.com": "Time", "timesofindia.indiatimes.com": "The Times of India",
    "timesofisrael.com": "The Times of Israel", "topwar.ru": "Military Review", "trtworld.com": "TRT World",
    "tvpworld.com": "TVP World", "un.org": "United Nations", "unian.info": "UNIAN", "upi.com": "UPI",
    "usatoday.com": "USA Today", "voanews.com": "VOA", "vox.com": "Vox", "washingtonpost.com": "The Washington Post",
    "washingtontimes.com": "The Washington Times", "wsj.com": "The Wall Street Journal", "xinhuanet.com": "Xinhua",
    "yahoo.com": "Yahoo News", "zerohedge.com": "Zero Hedge",
}  # fmt: skip
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)


def publisher_of(url: str) -> str | None:
    """Name the outlet of a URL: from the table, else its site in title case (`tsarizm.com` → `Tsarizm`)."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    if "." not in host:
        return None
    labels = host.split(".")
    for first in range(len(labels) - 1):
        if name := NAMES.get(".".join(labels[first:])):
            return name
    site = labels[-3] if len(labels) > 2 and labels[-2] in SECOND_LEVEL else labels[-2]
    return " ".join(part.capitalize() for part in site.split("-"))
