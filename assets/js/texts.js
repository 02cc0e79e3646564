// The few sentences that only the scripts say. The language is the page's.
export const TEXTS = {
  sv: {
    saving: 'Sparar …',
    saved: 'Sparat {time}',
    undone: 'Ångrat {time}',
    nothingToUndo: 'Det finns inget att ångra.',
    notUndone: 'Inte ångrat: det gick inte att nå servern.',
    keys: 'Retur öppnar en cell, Tabb sparar och går vidare, Esc ångrar',
    editing: '{column}, {row}',
    notSaved: 'Inte sparat: det gick inte att nå servern. Texten är kvar här.',
    refused: 'Inte sparat. Texten är kvar här.',
    loggedOut: 'Inte sparat: ni har loggats ut. Logga in i en annan flik och försök igen.',
    again: 'Försök igen',
    conflict: 'Någon annan har ändrat samma cell. Välj vilken text som ska gälla.',
    keepMine: 'Behåll min text',
    takeTheirs: 'Ta den andras text',
    unsaved: 'Inte sparat sedan tidigare. Retur öppnar texten.',
    unsavedCells: '{n} celler har text som inte är sparad. De är markerade i tabellen.',
    unsavedForm: 'Ni har skrivit något här som inte är sparat.',
    shortcutOff: 'Stäng av tangenten / för sök',
    shortcutOn: 'Slå på tangenten / för sök',
    restore: 'Hämta tillbaka det',
    discard: 'Släng det',
    pasted: '{n} rader från tabellen är inklistrade.',
    pastedTooLarge: 'Tabellen är för stor för att klistra in. Spara den som en fil och välj filen i stället.',
    lifted: '{card} är lyft. Pilarna flyttar, mellanslag släpper, Esc ångrar.',
    moved: '{column}, plats {place} av {count}.',
    dropped: '{card} ligger nu i {column}.',
    dropCancelled: '{card} ligger kvar där det låg.',
    moveFailed: 'Flytten sparades inte. {card} ligger kvar där det låg.',
  },
  en: {
    saving: 'Saving …',
    saved: 'Saved {time}',
    undone: 'Undone {time}',
    nothingToUndo: 'There is nothing to undo.',
    notUndone: 'Not undone: the server could not be reached.',
    keys: 'Enter opens a cell, Tab saves and goes on, Esc cancels',
    editing: '{column}, {row}',
    notSaved: 'Not saved: the server could not be reached. Your text is still here.',
    refused: 'Not saved. Your text is still here.',
    loggedOut: 'Not saved: you have been logged out. Log in in another tab and try again.',
    again: 'Try again',
    conflict: 'Somebody else has changed the same cell. Choose which text to keep.',
    keepMine: 'Keep my text',
    takeTheirs: 'Take the other text',
    unsaved: 'Not saved from before. Enter opens the text.',
    unsavedCells: '{n} cells hold text that is not saved. They are marked in the table.',
    unsavedForm: 'You have written something here that is not saved.',
    shortcutOff: 'Turn off the key / for search',
    shortcutOn: 'Turn on the key / for search',
    restore: 'Bring it back',
    discard: 'Discard it',
    pasted: '{n} rows of the table are pasted.',
    pastedTooLarge: 'The table is too large to paste. Save it as a file and choose the file instead.',
    lifted: '{card} is lifted. Arrows move, space drops, Esc cancels.',
    moved: '{column}, place {place} of {count}.',
    dropped: '{card} is now in {column}.',
    dropCancelled: '{card} stays where it was.',
    moveFailed: 'The move was not saved. {card} stays where it was.',
  },
};

export function text(key, values = {}) {
  const language = document.documentElement.lang === 'en' ? 'en' : 'sv';
  return TEXTS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function clock() {
  const now = new Date();
  const sign = document.documentElement.lang === 'en' ? ':' : '.';
  return `${now.getHours()}${sign}${String(now.getMinutes()).padStart(2, '0')}`;
}
