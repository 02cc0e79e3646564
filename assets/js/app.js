// Comfort for every page. Each part looks for its own data attributes and does nothing without them;
// every page works without this file.
import './htmx.js';
import './search.js';
import './menus.js';
import './rows.js';
import './keep.js';
import './autosave.js';
import './paste.js';
import './page.js';
import './copy.js';
import './mark-all.js';
import './plan-table.js';
