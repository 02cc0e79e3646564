// Texts that would do something if a page took them for anything but text, and what a page must not have.
export const ATTACKS = [
  '<script>window.xss=1</script>',
  '"><img src=x onerror=window.xss=1>',
  "'><svg onload=window.xss=1>",
  '</textarea><script>window.xss=1</script>',
  '</title></style></script><script>window.xss=1</script>',
  '<a href="javascript:window.xss=1">xss</a>',
  '<iframe srcdoc="<script>parent.xss=1</script>"></iframe>',
  '" autofocus onfocus=window.xss=1 x="',
  "' autofocus onfocus='window.xss=1",
  '<noscript><p title="</noscript><img src=x onerror=window.xss=1>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=window.xss=1>">',
  '<base href="//xss.example/"><form action="//xss.example">',
  '<meta http-equiv="refresh" content="0;url=//xss.example/">',
  '--><!--<img src=x onerror=window.xss=1>',
  ']]><script>window.xss=1</script>',
  '&lt;script&gt;window.xss=2&lt;/script&gt;',
  '\u202e<b>xss</b>\u202c',
  '=HYPERLINK("http://xss.example/";"xss")',
  '@SUM(1+1)*cmd|xss',
];

// No field of one line takes what turns the direction of writing.
export const turnsWriting = (text) => /[\u202a-\u202e\u2066-\u2069]/.test(text);

const tagsOf = (html) => html.match(/<[a-z][^>]*>/gi) ?? [];
const outside = (tag) => tag.replace(/"[^"]*"/g, '""');
const FORBIDDEN = /^<(iframe|object|embed|base|math|style|frame|applet|noscript|mglyph)\b/i;

// What in the page is not as it should be, as sentences; the attacks are text in it or absent.
export function markupFaults(html) {
  const faults = ATTACKS.filter((attack) => /[<>"'&]/.test(attack) && html.includes(attack)).map((attack) => `has ${attack} as it is`);
  for (const tag of tagsOf(html)) {
    const bare = outside(tag);
    if (FORBIDDEN.test(tag)) faults.push(`has ${tag}`);
    if (/\s(on[a-z]+|srcdoc|style)\s*=/i.test(bare)) faults.push(`has ${tag}`);
    if (/^<script/i.test(tag) && !/\ssrc="\/assets\//.test(tag)) faults.push(`has ${tag}`);
    if (/\s(href|src|action|formaction)="(javascript:|data:|\/\/|https?:)/i.test(tag)) faults.push(`has ${tag}`);
    if (/^<meta[^>]*http-equiv/i.test(tag)) faults.push(`has ${tag}`);
  }
  return faults;
}

// Cells of a CSV file that a spreadsheet would reckon with.
export function formulas(csv) {
  const cells = [...csv.replace(/^\ufeff/, '').matchAll(/(?:^|[;\n])(?:"((?:[^"]|"")*)"|([^;\r\n"]*))/g)].map(([, quoted, plain]) => quoted ?? plain);
  return cells.filter((cell) => /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-][\d\s]+([.,]\d+)?$/.test(cell)));
}
