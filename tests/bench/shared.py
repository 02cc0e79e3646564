"""What the data sets of ./bench share: ids as they stand in addresses, rows, and the elements of municipalities."""


def id_text(number):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(digits[number >> shift & 31] for shift in range(60, -1, -5))


def insert(db, table, **values):
    names = ", ".join(values)
    places = ", ".join("?" * len(values))
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(values.values()))


def elements_of(name, title, municipalities):
    """A collaboration of municipalities (code, title, short title), each with a committee and an office, and their
    steering group, as a configuration file."""
    counties = ";".join(sorted({code[:2] for code, _, _ in municipalities}))
    text = (f"[collaboration]\nname={name}\ntitle={title}\nshort={name}\nfields=environment\n"
            f"counties={counties}\ncoordinator_title=Samordnare\n\n")
    for code, full, short in municipalities:
        text += f"[party m{code}]\nkind=municipality\ncode={code}\ntitle={full}\nshort={short}\n\n"
    for code, _, short in municipalities:
        text += f"[committee m{code}]\ntitle=Miljönämnden i {short}\nmunicipalities={code}\nfields=environment\n\n"
    for code, _, short in municipalities:
        text += (f"[office m{code}]\ntitle=Miljökontoret i {short}\nshort={short}\nmunicipalities={code}\n"
                 f"fields=environment\ncommittee=m{code}\nform=own\n\n")
    return text + "[body styrgrupp]\nkind=steering_group\ntitle=Styrgruppen\n\n"
