"""Fills a database made by `samsyn init`: 11 collaborations, the 290 municipalities spread over them, ten plan
years of 60 activities in each, 6,000 people, and one coordinator with a session. dataset.py SAMSYN DATABASE FOLDER
writes what ./bench then asks for into FOLDER."""
import hashlib
import itertools
import pathlib
import sqlite3
import subprocess
import sys
import time

from shared import elements_of, id_text, insert

COLLABORATIONS, YEARS, ACTIVITIES, PEOPLE = 11, 10, 60, 6000
CATEGORIES = ["Tillsynsprojekt", "Handläggarstöd", "Utbildning", "Utveckling", "Träffar", "Kommunikation"]
TOKEN = "b" * 43
FIRST_TEXT = "hösten, två träffar"

samsyn, database, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
ids = itertools.count((1 << 40) + 7, 1 << 24)


def configuration(name, municipalities):
    text = elements_of(name, f"Miljösamverkan {name}", municipalities)
    text += ("[document verksamhetsplan]\nkind=plan\ntitle=Verksamhetsplan\nyears=fixed\ncontent=activities;text\n"
             "adopted_by=styrgrupp\n\n")
    for number, title in enumerate(CATEGORIES):
        text += f"[category c{number}]\ndocument=verksamhetsplan\ntitle={title}\nkind=supervision\n\n"
    return text


def fill_activity(db, own, plan, category, position, parties):
    activity = next(ids)
    own_plan = {**own, "plan": plan, "activity": activity}
    insert(db, "activity", **own, id=activity, plan=plan, category=category, position=position,
           title=f"Tillsyn av små avlopp & enskilda vattentäkter, del {position}",
           goal="Alla kommuner deltar och gör minst fem tillsynsbesök var.", time=FIRST_TEXT,
           implementation="Gemensam checklista, informationsbrev och en uppföljande träff.",
           responsible="Arbetsgruppen för avlopp, Länsstyrelsen", parties="Alla kommuner, Länsstyrelsen",
           effect_goals="8. Levande sjöar och vattendrag, 9. Grundvatten av god kvalitet")
    insert(db, "activity_target", **own_plan, id=next(ids), position=1, kind="visits_each", amount=5, title="minst fem besök")
    insert(db, "activity_responsibility", **own_plan, id=next(ids), position=1, kind="whole", title="Arbetsgruppen")
    for number in (8, 9):
        insert(db, "activity_goal", **own_plan, id=next(ids), position=number, kind="national", number=number)
    for party in parties[:3]:
        insert(db, "activity_party", **own_plan, id=next(ids), party=party, role="takes_part")
    return activity


def fill_plan(db, own, document, year, parties):
    plan, plan_year, now = next(ids), next(ids), int(time.time())
    insert(db, "plan", **own, id=plan, document=document, first_year=year, last_year=year,
           title=f"Verksamhetsplan {year}", state="draft", created_at=now, updated_at=now)
    insert(db, "plan_year", **own, id=plan_year, plan=plan, year=year, status="fixed")
    insert(db, "chapter", **own, id=next(ids), plan=plan, position=1, kind="text", heading="Inledning",
           body="Planen visar vad vi gör tillsammans under året.\n\n" * 4)
    activities = []
    for number, title in enumerate(CATEGORIES):
        category = next(ids)
        insert(db, "category", **own, id=category, plan=plan, plan_year=plan_year, position=number + 1, title=title)
        for position in range(1, ACTIVITIES // len(CATEGORIES) + 1):
            activities.append(fill_activity(db, own, plan, category, position, parties))
    return plan, activities


def fill_people(db, own, offices, n):
    for number in range(n):
        person = next(ids)
        insert(db, "person", **own, id=person, key=f"p{number}", name=f"Förnamn{number} Efternamn{number % 97}",
               email=f"p{number}@example.org")
        insert(db, "post", **own, id=next(ids), person=person, element=offices[number % len(offices)], function="inspector")


def elements(db, own, kind):
    rows = db.execute("SELECT id FROM element WHERE collaboration = ? AND kind = ? ORDER BY position",
                      (own["collaboration"], kind))
    return [row[0] for row in rows]


def fill_collaboration(db, number):
    own = {"collaboration": db.execute("SELECT id FROM collaboration WHERE name = ?", (f"lan{number}",)).fetchone()[0]}
    people = PEOPLE // COLLABORATIONS + (number < PEOPLE % COLLABORATIONS)
    parties, document = elements(db, own, "party"), elements(db, own, "document")[0]
    fill_people(db, own, elements(db, own, "office"), people)
    return own, [fill_plan(db, own, document, 2017 + year, parties) for year in range(YEARS)]


def add_session(db, own):
    account, membership, now = next(ids), next(ids), int(time.time())
    insert(db, "account", id=account, email="samordnare@example.org", name="Samordnare", created_at=now)
    insert(db, "membership", **own, id=membership, account=account)
    insert(db, "membership_role", **own, membership=membership, role="coordinator")
    insert(db, "session", token_hash=hashlib.sha256(TOKEN.encode()).digest(), account=account, created_at=now,
           expires_at=now + 12 * 3600)


def main():
    db = sqlite3.connect(database)
    rows = db.execute("SELECT code, title, short_title FROM municipality ORDER BY code").fetchall()
    for number in range(COLLABORATIONS):
        file = folder / f"lan{number}.conf"
        file.write_text(configuration(f"lan{number}", rows[number::COLLABORATIONS]))
        subprocess.run([samsyn, "import", "collaboration", "--data", database, str(file)], check=True, stdout=subprocess.DEVNULL)
    with db:
        filled = [fill_collaboration(db, number) for number in range(COLLABORATIONS)]
        own, plans = filled[0]
        add_session(db, own)
    (folder / "plan").write_text(id_text(plans[-1][0]))
    (folder / "token").write_text(TOKEN)
    for number in range(6):
        (folder / f"{['cells', 'more'][number // 3]}{number % 3}").write_text("".join(id_text(a) + "\n" for a in plans[number][1]))
    names = {"collaboration": "collaborations", "municipality": "municipalities", "plan_year": "plan years",
             "activity": "activities", "person": "people"}
    counts = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in names}
    print(", ".join(f"{counts[table]:,} {name}" for table, name in names.items()))


main()
