import htmx from 'htmx.org';

// Set before htmx starts (on DOMContentLoaded). The Content-Security-Policy allows no eval and no inline style.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '4(00|09|22)', swap: true, error: false },
    { code: '[45]..', swap: false, error: true },
  ],
});
