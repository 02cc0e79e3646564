"""Fills a database made by `samsyn init` with what rounds weigh in a collaboration of the whole country: 290 offices,
three rounds (deciding, commenting, collecting), 300 proposals in each of the first two that all offices have answered,
prepared by six criteria, 2,900 people, and 50,000 titles, nearly all of them of ten collaborations that share theirs.
rounds.py SAMSYN DATABASE FOLDER writes what ./bench then asks for into FOLDER."""
import datetime
import hashlib
import itertools
import pathlib
import random
import sqlite3
import subprocess
import sys
import time

from shared import elements_of, id_text, insert

PROPOSALS, TITLES, NEIGHBOURS, PEOPLE_OF_OFFICE, CRITERIA = 300, 50000, 10, 10, 6
COORDINATOR, CONTACT, PREPARER = "c" * 43, "d" * 43, "e" * 43
CATEGORIES = ["Tillsynsprojekt", "Handläggarstöd", "Utbildning", "Utveckling", "Träffar", "Kommunikation"]
DOING = ["Tillsyn av", "Checklista för", "Utbildning om", "Vägledning om", "Gemensam kontroll av", "Provtagning vid",
         "Information till", "Nätverk för", "Kartläggning av", "Handläggarstöd om", "Inventering av", "Uppföljning av"]
FIRST = ["små", "gamla", "nya", "kommunala", "enskilda", "större", "tillfälliga", "mobila", "privata", "anmälningspliktiga",
         "nedlagda", "säsongsöppna", "skolornas", "vårdens", "hamnarnas", "lantbrukens"]
WHAT = ["avlopp", "vattentäkter", "bensinstationer", "verkstäder", "solarier", "badplatser", "förskolor", "sågverk",
        "kemtvättar", "kyrkogårdar", "golfbanor", "ridanläggningar", "mjölkgårdar", "växthus", "biltvättar", "vindkraftverk",
        "deponier", "återvinningscentraler", "täkter", "fiskodlingar", "bryggerier", "slakterier", "tandläkare", "frisörer",
        "gym", "idrottshallar", "skjutbanor", "motorbanor", "båtklubbar", "hamnar", "värmeverk", "krematorier"]
WHERE = ["i tätort", "på landsbygden", "vid vatten", "i skyddsområden", "under sommaren", "under vintern", "med fokus på buller",
         "med fokus på kemikalier", "med fokus på egenkontroll", "med fokus på avfall", "enligt nya regler", "tillsammans"]

DRAFT = {"title": "Tillsyn av små badplatser vid vatten", "need": "Svaren blir olika."}

samsyn, database, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
ids = itertools.count((1 << 40) + 7, 1 << 24)
chance = random.Random(290)
today = datetime.date.today()


def day(days):
    return (today + datetime.timedelta(days=days)).isoformat()


def configuration(name, title, municipalities, shares):
    text = elements_of(name, title, municipalities)
    criteria = ";".join(f"Kriterium {number + 1}" for number in range(CRITERIA))
    text += ("[document verksamhetsplan]\nkind=plan\ntitle=Verksamhetsplan\nyears=fixed;preliminary;bank\n"
             "content=activities;text\nadopted_by=styrgrupp\ndeadline_month=6\ndeadline_year=before\nproposals_from=offices\n"
             f"prepared_by=coordinator\ncriteria={criteria}\ncomments_from=offices\ncollect_weeks=10\nprepare_weeks=6\n"
             f"comment_weeks=4\ndecide_weeks=11\n{'shares_proposals=true' if shares else ''}\n\n")
    for number, category in enumerate(CATEGORIES):
        text += f"[category c{number}]\ndocument=verksamhetsplan\ntitle={category}\nkind=supervision\n\n"
    return text


def elements(db, own, kind):
    rows = db.execute("SELECT id FROM element WHERE collaboration = ? AND kind = ? ORDER BY position",
                      (own["collaboration"], kind))
    return [row[0] for row in rows]


def title():
    return f"{chance.choice(DOING)} {chance.choice(FIRST)} {chance.choice(WHAT)} {chance.choice(WHERE)}"


def fill_people(db, own, offices):
    functions = ["contact_person", "head"] + ["inspector"] * (PEOPLE_OF_OFFICE - 2)
    first = None
    for office, function in itertools.product(offices, functions):
        person = next(ids)
        first = first or person
        insert(db, "person", **own, id=person, key=f"p{person}", name=f"Förnamn{person % 1009} Efternamn{person % 97}",
               email=f"p{person}@example.org")
        insert(db, "post", **own, id=next(ids), person=person, element=office, function=function)
    return first


def add_session(db, own, name, token, roles, person):
    account, membership, now = next(ids), next(ids), int(time.time())
    insert(db, "account", id=account, email=f"{name}@example.org", name=name, created_at=now)
    insert(db, "membership", **own, id=membership, account=account, person=person)
    for role in roles:
        insert(db, "membership_role", **own, membership=membership, role=role)
    insert(db, "session", token_hash=hashlib.sha256(token.encode()).digest(), account=account, created_at=now,
           expires_at=now + 12 * 3600)
    return account


def fill_plan(db, own, document, year, last_year, n):
    plan, now = next(ids), int(time.time())
    insert(db, "plan", **own, id=plan, document=document, first_year=year, last_year=last_year,
           title=f"Verksamhetsplan {year}", state="draft", created_at=now, updated_at=now)
    for number, status in enumerate(["fixed", "preliminary", "bank"][:last_year - year + 1]):
        plan_year = next(ids)
        insert(db, "plan_year", **own, id=plan_year, plan=plan, year=year + number, status=status)
        categories = [next(ids) for _ in CATEGORIES]
        for position, category in enumerate(categories):
            insert(db, "category", **own, id=category, plan=plan, plan_year=plan_year, position=position + 1,
                   title=CATEGORIES[position])
        if number == 0:
            for position in range(n):
                insert(db, "activity", **own, id=next(ids), plan=plan, category=categories[position % len(categories)],
                       position=position + 1, title=title())
    return plan


def fill_titles(db, own):
    db.execute("INSERT INTO title (collaboration, kind, subject, folded) SELECT collaboration, 'activity', id, fold(title) "
               "FROM activity WHERE collaboration = ?", (own["collaboration"],))
    db.execute("INSERT INTO title (collaboration, kind, subject, folded) SELECT collaboration, 'proposal', id, fold(title) "
               "FROM proposal WHERE collaboration = ? AND state = 'submitted'", (own["collaboration"],))


def fill_grams(db):
    titles = db.execute("SELECT collaboration, kind, subject, folded FROM title").fetchall()
    db.executemany("INSERT INTO title_gram (collaboration, kind, subject, gram) VALUES (?, ?, ?, ?)",
                   ((*row[:3], gram) for row in titles
                    for gram in {row[3][at:at + 3] for at in range(len(row[3]) - 2)}))
    db.execute("INSERT INTO title_gram_count (collaboration, gram, n) SELECT collaboration, gram, count(*) FROM title_gram "
               "GROUP BY collaboration, gram")


def fill_round(db, own, document, body, year, opens, dates):
    round_id, now = next(ids), int(time.time())
    closes, releases, comments_end, decides = (opens + weeks * 7 for weeks in dates)
    insert(db, "round", **own, id=round_id, document=document, first_year=year, title=f"Verksamhetsplan {year}–{year + 1}",
           opens_on=day(opens), closes_on=day(closes), releases_on=day(releases), comments_end_on=day(comments_end),
           decides_on=day(decides), proposals_from="offices", comments_from="offices", adopted_by=body,
           released_at=now - 86400 if releases < 0 else None, created_at=now)
    criteria = [next(ids) for _ in range(CRITERIA)]
    for position, criterion in enumerate(criteria):
        insert(db, "round_criterion", **own, id=criterion, round=round_id, position=position + 1,
               title=f"Kriterium {position + 1}")
    return round_id, criteria


def add_proposal(db, own, round_id, proposer, number, category, account, **texts):
    proposal, now = next(ids), int(time.time())
    submitted = {"number": number, "state": "submitted", "submitted_at": now, "submitted_by": account} if number else {}
    texts = {"title": title(), "need": "Flera kontor får samma frågor, och svaren blir olika. En gemensam insats gör dem lika.", **texts}
    insert(db, "proposal", **own, id=proposal, round=round_id, proposer=proposer, **texts,
           goal="Alla kontor gör på samma sätt.", implementation="Checklista, utbildningsdag och en uppföljande träff.",
           time="hösten", category=category, contact="Förnamn Efternamn", account=account, created_at=now, **submitted)
    return proposal


def prepare(db, own, proposal, criteria, year):
    suggestion = chance.choice(["planned", "planned", "bank", "declined"])
    insert(db, "proposal_preparation", **own, proposal=proposal, size=chance.choice("SML"), hours=chance.choice([0, 8, 20, 60]),
           suggestion=suggestion, year=year if suggestion == "planned" else None, note="Bra att göra tillsammans.")
    for criterion in criteria:
        insert(db, "proposal_screening", **own, proposal=proposal, criterion=criterion,
               result=chance.choice(["met", "met", "partly", "not"]))


def answer(db, own, round_id, office):
    answer_id, now = next(ids), int(time.time())
    some = sorted(chance.sample(range(1, PROPOSALS + 1), PROPOSALS // 4))
    insert(db, "answer", **own, id=answer_id, round=round_id, respondent=office, state="submitted",
           handed_in_by="på delegation", hours=chance.randrange(100, 2000),
           marks="".join(chance.choice("hmla") for _ in range(PROPOSALS)),
           participates="".join(chance.choice("ynu") for _ in range(PROPOSALS)),
           inspectors=" ".join(f"{number}:{chance.randrange(1, 9)}" for number in some), submitted_at=now, created_at=now)
    for number in chance.sample(range(1, PROPOSALS + 1), 3):
        insert(db, "answer_comment", **own, answer=answer_id, number=number, body="Det här behöver vi mest av allt i år.")
    content = "{}"
    insert(db, "answer_version", **own, id=next(ids), answer=answer_id, number=1, way="page", content=content,
           content_hash=hashlib.sha256(content.encode()).hexdigest(), submitted_at=now)


def begin_draft(db, own, round_id, office):
    answer_id = db.execute("SELECT id FROM answer WHERE collaboration = ? AND round = ? AND respondent = ?",
                           (own["collaboration"], round_id, office)).fetchone()[0]
    for number in range(1, PROPOSALS + 1):
        insert(db, "answer_draft", **own, answer=answer_id, number=number, cell="mark", value="high")


def import_collaboration(name, title_of, municipalities, shares=False):
    file = folder / f"{name}.conf"
    file.write_text(configuration(name, title_of, municipalities, shares))
    subprocess.run([samsyn, "import", "collaboration", "--data", database, str(file)], check=True, stdout=subprocess.DEVNULL)


def fill_country(db):
    own = {"collaboration": db.execute("SELECT id FROM collaboration WHERE name = 'riket'").fetchone()[0]}
    offices, document, body = elements(db, own, "office"), elements(db, own, "document")[0], elements(db, own, "body")[0]
    categories = elements(db, own, "category")
    contact_person = fill_people(db, own, offices)
    account = add_session(db, own, "Samordnare", COORDINATOR, ["coordinator"], None)
    add_session(db, own, "Kontaktperson", CONTACT, ["contact_person"], contact_person)
    fill_plan(db, own, document, today.year, today.year, 60)
    fill_plan(db, own, document, today.year + 1, today.year + 3, 60)
    for number in range(8):
        fill_plan(db, own, document, today.year - 1 - number, today.year - 1 - number, 60)
    deciding, criteria = fill_round(db, own, document, body, today.year + 1, -200, (10, 16, 20, 60))
    commenting, others = fill_round(db, own, document, body, today.year + 2, -120, (10, 16, 22, 40))
    collecting, _ = fill_round(db, own, document, body, today.year + 3, -10, (10, 16, 20, 31))
    for round_id, kinds, year in ((deciding, criteria, today.year + 1), (commenting, others, today.year + 2)):
        for number in range(1, PROPOSALS + 1):
            proposal = add_proposal(db, own, round_id, chance.choice(offices), number, chance.choice(categories), account)
            prepare(db, own, proposal, kinds, year)
        for office in offices:
            answer(db, own, round_id, office)
    begin_draft(db, own, commenting, offices[0])
    drafts = [add_proposal(db, own, collecting, offices[0], None, categories[0], account, **DRAFT) for _ in range(60)]
    fill_titles(db, own)
    office_key = db.execute("SELECT key FROM element WHERE collaboration = ? AND id = ?",
                            (own["collaboration"], offices[0])).fetchone()[0]
    return deciding, commenting, collecting, drafts, office_key


def publish(db, own, plan, body):
    content, now = "{}", int(time.time())
    insert(db, "plan_version", **own, id=next(ids), plan=plan, number=1, body=body, adopted_on=today.isoformat(), paragraph="§ 1",
           content=content, content_hash=hashlib.sha256(content.encode()).hexdigest(), created_at=now, published_at=now)


def fill_neighbour(db, name, n):
    own = {"collaboration": db.execute("SELECT id FROM collaboration WHERE name = ?", (name,)).fetchone()[0]}
    document, body = elements(db, own, "document")[0], elements(db, own, "body")[0]
    for number in range(10):
        publish(db, own, fill_plan(db, own, document, today.year - number, today.year - number, n // 10), body)
    fill_titles(db, own)


def main():
    db = sqlite3.connect(database)
    db.create_function("fold", 1, str.lower, deterministic=True)
    rows = db.execute("SELECT code, title, short_title FROM municipality ORDER BY code").fetchall()
    import_collaboration("riket", "Miljösamverkan i riket", rows)
    for number in range(NEIGHBOURS):
        import_collaboration(f"granne{number}", f"Miljösamverkan Granne {number}", rows[number::NEIGHBOURS], shares=True)
    with db:
        deciding, commenting, collecting, drafts, office_key = fill_country(db)
        own_titles = db.execute("SELECT count(*) FROM title").fetchone()[0]
        for number in range(NEIGHBOURS):
            fill_neighbour(db, f"granne{number}", (TITLES - own_titles) // NEIGHBOURS)
        fill_grams(db)
    (folder / "deciding").write_text(id_text(deciding))
    (folder / "commenting").write_text(id_text(commenting))
    (folder / "collecting").write_text(id_text(collecting))
    (folder / "office").write_text(office_key)
    (folder / "coordinator").write_text(COORDINATOR)
    (folder / "contact").write_text(CONTACT)
    (folder / "drafts").write_text("".join(id_text(draft) + "\n" for draft in drafts))
    names = {"element": "elements", "person": "people", "proposal": "proposals", "answer": "answers", "title": "titles"}
    counts = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in names}
    marks = db.execute("SELECT sum(length(marks)) FROM answer").fetchone()[0]
    print(f"{marks:,} marks, " + ", ".join(f"{counts[table]:,} {name}" for table, name in names.items()))


main()
