// What the buttons of the page do; the HTML is written by exchange.py, markup.py and lists.py.
// Gradio runs it for each part of the page, as `element`, with `trigger` and `watch`.
let marker = null; // the one that was chosen last
const open = new Map(); // source → whether it was open, to be kept when the part is drawn again

// a marker opens the card of its document at its sentence, which has the focus then
function show(button) {
    const sentence = document.getElementById(button.dataset.source);
    if (!sentence) return; // while others are still being written
    marker = button;
    sentence.closest('details').open = true;
    for (const other of element.querySelectorAll(':is(.marker, mark)[aria-current]')) {
        other.removeAttribute('aria-current');
    }
    button.setAttribute('aria-current', 'true');
    sentence.setAttribute('aria-current', 'true');
    sentence.focus({preventScroll: true});
    requestAnimationFrame(() => sentence.scrollIntoView({block: 'nearest'}));
}

function say(button, text) {
    const before = button.textContent;
    button.textContent = text;
    setTimeout(() => { button.textContent = before; }, 1600);
}

function copy(button, text) {
    navigator.clipboard.writeText(text).then(
        () => say(button, 'Copied'), () => say(button, 'Not allowed'));
}

element.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (!button || !element.contains(button)) return;
    const {source, copy: text, save, judge, keep, keepQuotes, sheet, draft, exchange, example,
        written, stop, document: id, openKept, begin, rename, export: format, share, unshare, forget,
        link, again: once, narrow: kind, name, original, refresh, dismiss, countLines} = button.dataset;
    if (source) show(button);
    else if (original) document.dispatchEvent(new CustomEvent('pincite-original', {detail: button}));
    else if (text !== undefined) copy(button, text);
    else if (link) copy(button, new URL(link, location.href).href);
    else if (save) {
        button.closest('details').open = false;
        trigger('save_answer', {format: save, exchange});
    }
    else if (keep) trigger('save_timeline', {format: keep});
    else if (sheet) trigger('save_table', {format: sheet});
    else if (keepQuotes) trigger('save_quotes', {format: keepQuotes});
    else if (draft) trigger('save_draft', {format: draft});
    else if (judge) trigger(judge === 'right' ? 'judge_right' : 'judge_wrong', {exchange});
    else if (once) trigger('ask_again', {exchange: once});
    else if (written) trigger('ask_as_written', {exchange: written});
    else if (stop) {
        trigger('stop_writing', {exchange: stop});
        button.textContent = 'Stopping …';
        button.disabled = true;
    } else if (example) trigger('ask_example', {question: example});
    else if (kind) trigger('narrow', {kind, name});
    else if (id) trigger('open_document', {document: id});
    else if (openKept) trigger('open_kept', {conversation: openKept});
    else if (begin) trigger('begin_anew', {});
    else if (rename) trigger('rename_kept', {conversation: rename, title: named(button).value});
    else if (format) trigger('export_kept', {conversation: button.dataset.of, format});
    else if (share) trigger('share_kept', {conversation: share});
    else if (unshare) trigger('unshare_kept', {conversation: unshare});
    else if (refresh !== undefined) trigger('refresh', {root: refresh});
    else if (dismiss) trigger('dismiss', {last: dismiss});
    else if (countLines !== undefined) trigger('count_lines', {});
    else if (forget) trigger('delete_kept', {conversation: forget});
});

// the field with the new name of a conversation, beside the button that gives it
function named(button) {
    return button.parentElement.querySelector('input');
}
element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.localName === 'input') {
        event.target.parentElement.querySelector('button')?.click();
    }
});

// a page that is loaded again goes on with its conversation: the browser keeps the id for this tab
const KEY = `pincite conversation${location.pathname.slice(1)}`; // each corpus has its own
let again = true;
function goOn(current) {
    const shown = current.dataset.conversation;
    let kept = '';
    try {
        kept = sessionStorage.getItem(KEY) || '';
        if (!again || shown) sessionStorage.setItem(KEY, shown);
    } catch { /* a browser that keeps nothing */ }
    if (again && kept && !shown) trigger('open_kept', {conversation: kept, again: 'yes'});
    again = false;
}

// what is typed and not yet asked outlives a page that is loaded again, as after a restart of the
// server; whoever logs out leaves nothing to the next
const TYPED = `pincite question${location.pathname.slice(1)}`;
const questionBox = () => document.querySelector('#asking :is(textarea, input)');
function typeAgain(tries) {
    const box = questionBox();
    if (!box) {
        if (tries) setTimeout(typeAgain, 100, tries - 1);
        return;
    }
    try {
        const typed = sessionStorage.getItem(TYPED);
        if (!typed || box.value) return;
        box.value = typed;
        box.dispatchEvent(new Event('input', {bubbles: true}));
    } catch { /* a browser that keeps nothing */ }
}
if (!window.pinciteTyped) { // once for all parts
    window.pinciteTyped = true;
    window.addEventListener('pagehide', () => {
        const leaves = document.activeElement?.closest('form[action="logout"]');
        try {
            sessionStorage.setItem(TYPED, leaves ? '' : questionBox()?.value ?? '');
        } catch { /* likewise */ }
    });
    typeAgain(50);
}

element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    if (marker && event.target.closest('.evidence')) marker.focus();
    const saving = event.target.closest('.saving[open]');
    if (saving) {
        saving.open = false;
        saving.querySelector('summary').focus();
    }
});

// a list of formats goes away when something else is pressed
document.addEventListener('click', ({target}) => {
    for (const saving of element.querySelectorAll('.saving[open]')) {
        if (!saving.contains(target)) saving.open = false;
    }
});

element.addEventListener('toggle', ({target}) => {
    if (target.id) open.set(target.id, target.open);
    if (target.matches('.saving')) { // the formats are above it, unless they would be out of sight
        const list = target.querySelector('div');
        const above = target.getBoundingClientRect().top - list.offsetHeight;
        target.classList.toggle('below', above < 8);
    }
}, true);

// drawing a part again takes the focus away from what had it: it is given back to its like
let focused = '';
element.addEventListener('focusin', ({target}) => {
    const parent = target.parentElement;
    const told = [...target.attributes].filter(
        ({name}) => name.startsWith('data-') && name !== 'data-copy');
    focused = ['input', 'mark'].includes(target.localName) ? `#${target.id}`
        : target.localName === 'summary' && parent.id ? `#${parent.id} > summary`
        : told.map(({name, value}) => `[${name}="${CSS.escape(value)}"]`).join('');
});

// the first source is open; a copy of it that is about to go would keep it shut, since of those of
// one name a browser has one open at a time
const drawn = new Set();
function unfold(exchange) {
    if (drawn.has(exchange.id) || !exchange.querySelector('.evidence')) return;
    drawn.add(exchange.id);
    const first = exchange.querySelector('.evidence details');
    if (first && !exchange.querySelector('.evidence details[open]')) first.open = true;
}

// what has the focus now is none of this part's, so there is nothing to be given back
document.addEventListener('focusin', ({target}) => {
    if (!element.contains(target)) focused = '';
});

let last = '';
watch('value', () => {
    const current = element.querySelector('.current');
    if (current) goOn(current);
    for (const [id, was] of open) {
        const source = element.querySelector(`#${CSS.escape(id)}`);
        if (source && source.open !== was) source.open = was;
    }
    if (focused && document.activeElement === document.body) {
        // a chip that was taken away has no like: the question is next
        const like = element.querySelector(focused) ?? (focused.includes('data-narrow')
            ? document.querySelector('#asking :is(textarea, input)') : null);
        like?.focus({preventScroll: true});
    }
    const exchanges = element.querySelectorAll('.exchange');
    exchanges.forEach(unfold);
    // those that wait are all that is left to do: the next one is begun
    if ([...exchanges].every((one) => one.matches('.queued')) && exchanges.length) {
        trigger('go_on', {});
    }
    const newest = exchanges.length ? exchanges[exchanges.length - 1].id : '';
    if (newest && newest !== last) {
        last = newest;
        document.getElementById(newest).scrollIntoView({block: 'start'});
        // on a telephone the fields would cover what is asked and answered
        const small = matchMedia('(max-width: 640px), (max-height: 600px)').matches;
        const fields = document.querySelector('#where .label-wrap.open');
        if (small && fields && element.closest('#running')) {
            fields.click();
            window.pinciteFolded = newest;
        }
    }
    // they come back where what was written in them may be why it is not answered
    if (newest && newest === window.pinciteFolded
        && exchanges[exchanges.length - 1].querySelector('.failed')) {
        window.pinciteFolded = '';
        document.querySelector('#where .label-wrap:not(.open)')?.click();
    }
    element.querySelector('article.document')?.scrollIntoView({block: 'nearest'});
});
