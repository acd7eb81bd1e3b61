"""What common nouns mean: the words by which English describes persons, countries, places and organisations.

Grammar is data. Each set holds lemmas in lower case; a noun that stands in none of them makes no mention. The lists
were written by hand and completed from the nouns that head descriptions in the training part of UD English GUM.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.model import EntityType


def words(text: str) -> frozenset[str]:
    """Read a set of words that is written down as running text."""
    return frozenset(text.split())


MASCULINE = words(
    """
    man boy guy gentleman father dad son brother husband uncle nephew grandfather grandson boyfriend king prince
    duke emperor sultan sheikh emir tsar lord baron actor monk priest pope statesman strongman spokesman chairman
    businessman congressman policeman fisherman widower ayatollah cleric imam mr mr. sir pharaoh shah patriarch
    cardinal bishop archbishop
    """
)
"""Nouns and titles of male persons ("actor" and offices long held by men only count as likely, see `resolve`)."""

FEMININE = words(
    """
    woman girl lady mother mom mum daughter sister wife aunt niece grandmother granddaughter girlfriend queen
    princess duchess empress actress nun spokeswoman chairwoman businesswoman congresswoman policewoman widow
    stateswoman strongwoman housewife mermaid heroine hostess waitress bride mrs mrs. ms ms. miss madame first-lady
    lady
    """
)
"""Nouns and titles of female persons."""

LEADERS = words(
    """
    leader ruler strongman president premier chief head dictator autocrat despot
    """
)
"""Persons who lead whatever the noun's modifier names: "the Belarusian leader", "the long-time ruler of Chad"."""

OFFICES: dict[str, tuple[str, ...]] = {
    "leader": ("head of state", "head of government"),
    "strongman": ("head of state", "head of government"),
    "ruler": ("head of state", "head of government"),
    "dictator": ("head of state", "head of government"),
    "autocrat": ("head of state", "head of government"),
    "despot": ("head of state", "head of government"),
    "president": ("president", "head of state"),
    "king": ("king", "monarch", "head of state"),
    "queen": ("queen", "monarch", "head of state"),
    "monarch": ("monarch", "king", "queen", "head of state"),
    "emperor": ("emperor", "head of state"),
    "sultan": ("sultan", "head of state"),
    "emir": ("emir", "amir", "head of state"),
    "premier": ("prime minister", "premier", "head of government"),
    "prime minister": ("prime minister", "head of government"),
    "chancellor": ("chancellor", "head of government"),
    "taoiseach": ("prime minister", "head of government"),
    "foreign minister": ("foreign minister",),
    "foreign secretary": ("foreign minister",),
    "secretary of state": ("foreign minister",),
    "defence minister": ("defence minister",),
    "defense minister": ("defence minister",),
}
"""Offices that a description may mean, surest first; the words are those of the gazetteer."""

PERSONS = (
    MASCULINE
    | FEMININE
    | LEADERS
    | words(
        """
        person individual child baby infant kid teenager teen youth adult human toddler parent spouse sibling
        cousin twin relative family-member fiance fiancee partner lover friend boyfriend neighbor neighbour
        roommate classmate colleague co-worker teammate companion comrade stranger guest visitor tourist
        traveler traveller passenger pilgrim settler migrant immigrant emigrant refugee exile expatriate
        foreigner native local resident inhabitant citizen national villager islander voter taxpayer pensioner
        consumer customer client buyer seller owner holder tenant landlord user reader viewer listener
        subscriber follower fan supporter backer sponsor donor patron opponent rival enemy adversary critic
        detractor ally loyalist stalwart hardliner moderate reformist centrist conservative liberal socialist
        communist nationalist populist separatist secessionist unionist republican democrat protester protestor
        demonstrator rioter marcher striker dissident activist campaigner organizer organiser volunteer
        participant attendee delegate representative envoy emissary negotiator mediator broker diplomat
        ambassador consul attaché attache official officeholder bureaucrat civil-servant functionary aide
        adviser advisor assistant secretary deputy vice-president vice-chancellor spokesperson spokesman
        spokeswoman minister under-secretary undersecretary commissioner governor mayor senator lawmaker
        legislator parliamentarian deputy congressman congresswoman councillor councilor councilman politician
        candidate nominee contender frontrunner challenger incumbent successor predecessor counterpart winner
        loser victor chairperson chairman speaker whip member non-member founder co-founder cofounder director
        manager executive ceo boss employer employee worker staffer laborer labourer farmer peasant miner trader
        merchant businessman businesswoman entrepreneur tycoon oligarch magnate billionaire millionaire investor
        shareholder banker economist analyst expert specialist consultant observer watcher monitor inspector
        auditor investigator researcher scientist scholar academic professor lecturer teacher instructor trainer
        coach tutor student pupil graduate schoolboy schoolgirl philosopher historian geographer physicist
        chemist biologist geologist mathematician linguist psychologist sociologist anthropologist archaeologist
        engineer architect designer developer programmer technician mechanic inventor doctor physician surgeon
        nurse midwife dentist psychiatrist therapist patient victim survivor casualty witness suspect defendant
        accused plaintiff culprit perpetrator criminal offender convict prisoner detainee inmate captive hostage
        hostage-taker kidnapper murderer killer assassin thief robber smuggler trafficker pirate gangster lawyer
        attorney solicitor barrister prosecutor judge justice magistrate juror notary sheriff detective cop
        policeman policewoman officer constable guard bodyguard watchman soldier serviceman trooper sergeant
        lieutenant captain major colonel general marshal admiral commander commandant veteran conscript recruit
        sniper pilot navigator sailor seaman marine airman paratrooper mercenary fighter combatant militant
        insurgent rebel guerrilla guerilla partisan gunman attacker assailant bomber terrorist extremist
        jihadist jihadi islamist radical fanatic separatist warlord chieftain spy agent informant informer
        whistleblower hacker defector traitor usurper puppet journalist reporter correspondent editor columnist
        commentator presenter anchor broadcaster blogger vlogger publisher author writer novelist poet
        playwright essayist biographer translator interpreter artist painter sculptor photographer filmmaker
        musician singer composer pianist guitarist drummer violinist rapper dancer actor actress co-star
        comedian magician celebrity hero heroine idol athlete player footballer cricketer swimmer runner rider
        cyclist boxer wrestler golfer skater striker goalkeeper defender midfielder referee champion medalist
        captain curator librarian cleric clergyman priest pastor preacher bishop archbishop cardinal pope rabbi
        imam mullah ayatollah monk nun missionary prophet saint disciple apostle worshipper believer atheist
        slave servant maid cook chef baker butcher carpenter builder plumber driver motorist pedestrian commuter
        sailor crewman astronaut cosmonaut explorer adventurer pioneer leader monarch king queen prince princess
        skipper secretary-general co-chair vice-chair president-elect ombudsman treasurer coordinator rapporteur chair
        heir heiress noble nobleman aristocrat regent viceroy ancestor descendant orphan widow bystander
        onlooker spectator attendee speaker caller sender recipient addressee applicant claimant beneficiary
        ruler mastermind architect usurper kingpin figurehead lieutenant henchman crony proxy contractor
        supplier operator dealer mogul lobbyist fundraiser strategist pollster propagandist ideologue theorist
        advocate proponent defender guarantor signatory sovereign premier chancellor taoiseach superintendent
        principal headmaster dean rector provost receptionist clerk cashier seller vendor shopkeeper waiter
        barber mate dude fellow buddy peer gamer learner beginner amateur professional practitioner homeopath
        pharmacist veterinarian scout guide host moderator interviewer interviewee questioner seeker peacekeeper
        peacemaker intermediary strongwoman humanitarian aid-worker rescuer firefighter paramedic medic
        """
    )
)
"""Nouns for one person; their plurals mean several."""

PERSONS_OR_OBJECTS = words(
    """
    chair
    """
)
"""Nouns for a person that mean an object as well: what stands about them tells which."""

STATE_OFFICES = words(
    """
    president vice-president minister undersecretary secretary premier chancellor governor mayor senator lawmaker
    legislator parliamentarian congressman congresswoman king queen emperor sultan emir monarch judge justice
    prosecutor prosecutor-general speaker ombudsman treasurer commissioner minister-designate
    """
)
"""Offices that are held of a state or body: *his* minister is not the minister of him."""

PEOPLES = words(
    """
    people public crowd mob audience family couple folk generation electorate youth humanity mankind clergy nobility
    elite intelligentsia diaspora crew staff workforce personnel public-opinion others locals
    troops police gendarmerie cavalry infantry press media everyone everybody
    """
)
"""Nouns that mean many persons even where they look singular."""

COUNTRIES = words(
    """
    country nation homeland motherland fatherland superpower republic kingdom
    """
)
"""Nouns that mean a country."""

NEAR_COUNTRIES = words(
    """
    neighbor neighbour ally rival partner adversary enemy state aggressor
    """
)
"""Nouns that mean a country as readily as a person or a part of one."""

PLACES = words(
    """
    city town village capital metropolis municipality settlement suburb district province region area zone territory
    enclave exclave county prefecture governorate oblast canton island archipelago peninsula continent mainland
    coast shore beach bay gulf strait sea ocean lake river valley mountain hill plateau desert forest jungle steppe
    border frontier corridor crossing checkpoint port harbor harbour airport airfield airbase spaceport station
    street road avenue square plaza bridge tunnel building headquarters palace residence castle fortress fort
    barracks base camp prison jail hospital clinic hotel restaurant bar shop store mall market supermarket theatre
    theater cinema museum gallery stadium arena park garden zoo cemetery monument memorial temple mosque church
    cathedral synagogue monastery shrine house home apartment flat room hall office factory plant mine refinery dam
    pipeline reactor hub resort location place destination downtown neighborhood neighbourhood stronghold hometown
    birthplace outskirts countryside hinterland heartland homeland planet world earth universe moon nightclub gym
    salon barn cave cliff waterfront corner intersection junction route trail land constituency colony protectorate
    dependency caliphate
    """
)
"""Nouns that mean a place."""

ORGANIZATIONS = words(
    """
    government administration regime cabinet leadership junta coalition opposition parliament legislature senate
    congress assembly duma rada knesset politburo ministry department agency bureau authority commission committee
    council board panel court tribunal judiciary prosecution police military army navy force troop militia brigade
    battalion regiment division unit squad corps garrison fleet convoy guard organization organisation institution
    institute association society union federation confederation league alliance bloc grouping pact entente
    community company corporation firm business enterprise conglomerate manufacturer maker producer supplier carrier
    airline railway operator bank lender insurer fund foundation charity nonprofit ngo think-tank university college
    school academy faculty laboratory lab team club band orchestra choir party movement front faction group network
    cartel gang syndicate church sect newspaper magazine journal outlet broadcaster publisher tabloid daily weekly
    platform watchdog regulator supervisor delegation mission embassy consulate secretariat presidency chancellery
    bureaucracy establishment authorities consortium venture startup start-up giant subsidiary tribe clan dynasty
    monarchy enforcement media press treasury exchange brotherhood resistance insurgency guerrilla
    """
)
"""Nouns that mean an organisation or another body that acts as one."""

ALLIANCES = words(
    """
    alliance bloc union grouping organization organisation federation confederation
    """
)
"""Nouns for what countries form together."""

COLLECTIVES = words(
    """
    police staff people family crowd audience couple team crew press media authorities opposition government
    military army party group band company public troop force majority minority
    """
)
"""Singular nouns that take *they* as readily as *it*."""

TITLES = words(
    """
    mr mr. mrs mrs. ms ms. miss sir madam dame lord lady dr dr. prof prof. professor president vice-president
    ex-president premier prime chancellor minister foreign defence defense finance interior secretary king queen
    prince princess emperor sultan emir sheikh ayatollah pope bishop archbishop cardinal patriarch rabbi imam father
    reverend rev. saint st. general gen. colonel col. major maj. captain capt. lieutenant lt. lt sergeant sgt.
    marshal admiral adm. commander corporal private senator sen. sen governor gov. gov mayor congressman
    congresswoman representative rep. rep judge justice chief ambassador commissioner chairman chairwoman
    chairperson chair co-chair vice-chair secretary-general envoy boss coordinator
    spokesman spokeswoman spokesperson leader deputy former then acting comrade director ceo coach actor
    actress singer author journalist reporter activist lawyer economist candidate opposition analyst expert oligarch
    businessman
    """
)
"""Words that stand before a person's name and are no part of it."""

TREATY_WORDS = words(
    """
    treaty agreement accord accords convention pact protocol concordat armistice memorandum deal charter
    """
)
"""Last words of the names of treaties."""

EVENT_WORDS = words(
    """
    war battle revolution election elections referendum olympics games summit conference championship cup uprising
    massacre genocide coup crisis pandemic earthquake hurricane festival
    """
)
"""Last words of the names of events."""

ORGANIZATION_WORDS = words(
    """
    ministry department council committee commission agency authority bureau office organization organisation
    institute institution association society union federation confederation league alliance party movement front
    bank fund foundation company corporation corp corp. inc inc. ltd ltd. llc plc gmbh ag university college academy
    school hospital court tribunal parliament congress senate assembly army navy guard forces police brigade news
    agency times post journal herald tribune telegraph guardian broadcasting radio tv television network airlines
    airways group holding holdings industries motors technologies club team orchestra church centre center
    initiative coalition service services administration secretariat embassy board
    """
)
"""Last words of the names of organisations."""

GENERIC_WORDS = words(
    """
    academy administration affairs agency agriculture anti-corruption appeal appeals armed army assembly attorney
    authority bank board border bureau cabinet central chamber coast commerce commission committee communications
    communist congress conservative constituent constitutional corruption council court courts criminal culture
    customs defence defense democratic department deputies development directorate education election elections
    electoral emergencies employers energy environment executive farmers federal federation finance fisheries force
    forces foreign general general's government guard health high highest higher home house housing immigration
    independent industry information intelligence interior internal international investigation investigations
    investigative judicial judiciary justice labor labour law legislative liberal local lower main metropolitan
    migration military miners ministry national naval navy office officials oil opposition ombudsman parliament
    parliamentary party people people's peoples planning police post presidency presidential press prison prosecutor
    prosecutor's prosecutors public railway railways regional representatives republican reserve revenue royal security
    senate service services social socialist special state states statistics students superior supreme tax teachers
    tourism trade transport treasury tribunal union unions unity university upper water welfare women workers
    no. no and for of on the 's ' ’ ’s . & - –
    """
)
"""Words that name a body of many a country or town alike: a name of nothing else (Supreme Court) says not which."""

_CLASSES = (
    (COUNTRIES, EntityType.COUNTRY),
    (ORGANIZATIONS, EntityType.ORGANIZATION),
    (PLACES, EntityType.PLACE),
    (PERSONS | PEOPLES, EntityType.PERSON),
    (NEAR_COUNTRIES, EntityType.COUNTRY),
)
_BY_LEMMA = {lemma: kind for lemmas, kind in reversed(_CLASSES) for lemma in lemmas}

PERSON_ENDINGS = ("ologist", "ician", "ographer", "keeper", "holder", "goer", "woman", "monger", "maker", "worker")
"""Endings that make a noun for a person out of nearly every stem."""


def noun_class(lemma: str) -> EntityType | None:
    """Give the class of thing that a common noun means, None where it means none that gets a node.

    >>> noun_class("strongman"), noun_class("alliance"), noun_class("loan")
    (<EntityType.PERSON: 'Person'>, <EntityType.ORGANIZATION: 'Organization'>, None)
    """
    known = _BY_LEMMA.get(lemma)
    if known is None and lemma.endswith(PERSON_ENDINGS):
        return EntityType.PERSON
    return known


def is_charge(token: Token) -> bool:
    """Tell whether a noun that a parser hung on somebody is what he is accused of: accused the president *of fraud*.

    *Members of the board* are accused as such.
    """
    person = token.head
    if token.dep_ != "nmod" or token.pos_ != "NOUN" or person.dep_ not in ("obj", "nsubj:pass"):
        return False
    if person.head.lemma_.lower() not in _CHARGING or token.i < person.i:
        return False
    if noun_class(token.lemma_.lower()) is not None:
        return False
    own = [child.text.lower() for child in token.children if child.dep_ in ("case", "det", "nmod:poss")]
    return own in (["of"], ["of", "a"], ["of", "an"])


_CHARGING = frozenset({"accuse", "acquit", "convict", "suspect"})
"""Verbs that say with *of* what somebody is charged with."""


def is_generic(name: str) -> bool:
    """Tell whether a body of this name may stand in any country: the country alone tells which one is meant.

    >>> is_generic("Supreme Court"), is_generic("Workers’ Union No. 1"), is_generic("Kenya Defence Forces")
    (True, True, False)
    """
    parts = [word.strip("'’.,").removesuffix("'s").removesuffix("’s") for word in name.lower().split()]
    return all(not part or part.isdigit() or part in GENERIC_WORDS for part in parts)
