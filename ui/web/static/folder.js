// A folder is sent some files at a time, each under its path in the folder; what is not sent is told.
const AT_ONCE = 25; // files together, so that what comes of them is seen early
const BYTES = 100e6;
const NAMED = 100; // files that are not sent, of one reason; the others are counted
const PATIENCE = 600; // seconds for some files to be taken in

const box = element.querySelector('.folder');
const readable = new Set(box.dataset.extensions.split(' '));
const largest = Number(box.dataset.largest);
let sending = false;

function say(text) {
    box.querySelector('.sending').textContent = text;
}

function why({file, path}) {
    if (path.split('/').some((part) => part.startsWith('.'))) return 'hidden';
    const name = file.name.toLowerCase().split('.');
    const ends = [name.slice(-1), name.slice(-2)].map((parts) => `.${parts.join('.')}`);
    if (name.length < 2 || !ends.some((end) => readable.has(end))) return 'kind';
    return file.size > largest ? 'large' : '';
}

// lines of reason and file, in pieces that a call may carry
function told(unsent) {
    const lines = [];
    for (const [reason, paths] of unsent) {
        lines.push(...paths.slice(0, NAMED).map((path) => `${reason}\t${path.slice(-300)}`));
        if (paths.length > NAMED) lines.push(`${reason}\t${paths.length - NAMED} more files`);
    }
    const pieces = [''];
    for (const line of lines) {
        if (pieces.at(-1).length + line.length > 3500) pieces.push('');
        pieces[pieces.length - 1] += `${line}\n`;
    }
    return pieces;
}

const pause = (seconds) => new Promise((done) => { setTimeout(done, 1000 * seconds); });

// the names that the server gives to some files; null if it takes none of them
async function sent(some) {
    for (let tries = 0; tries < 30; tries += 1) {
        const form = new FormData();
        for (const {file, path} of some) form.append('files', file, path);
        try {
            const url = new URL('gradio_api/upload', document.baseURI);
            const answer = await fetch(url, {method: 'POST', body: form});
            if (answer.ok) return await answer.json();
            if (answer.status !== 503 && answer.status !== 413) return null;
        } catch { return null; }
        await pause(2); // others are on their way, or are being taken in
    }
    return null;
}

async function takeIn(files, unsent) {
    const batch = Math.random().toString(36).slice(2, 12);
    trigger('take_in', {files: files.join(' '), unsent, batch});
    for (let waited = 0; waited < PATIENCE; waited += 0.2) {
        const done = document.querySelector(`#outcome [data-taken="${batch}"]`);
        if (done) return Number(done.dataset.added);
        await pause(0.2);
    }
    return 0;
}

async function take(items) {
    if (sending) { say('Another folder is on its way.'); return; }
    sending = true;
    try {
        await takeAll(items);
    } finally {
        sending = false;
    }
}

async function takeAll(items) {
    const unsent = new Map();
    const leave = (reason, path) => unsent.set(reason, [...(unsent.get(reason) || []), path]);
    const some = [];
    for (const item of items) {
        const reason = why(item);
        if (reason) leave(reason, item.path);
        else some.push(item);
    }
    if (!items.length) leave('empty', 'The folder');
    let added = 0;
    for (let start = 0; start < some.length;) {
        let end = start;
        let bytes = 0;
        while (end < some.length && end - start < AT_ONCE
            && (end === start || bytes + some[end].file.size < BYTES)) {
            bytes += some[end].file.size;
            end += 1;
        }
        say(`Sending files ${start + 1} to ${end} of ${some.length} …`);
        const part = some.slice(start, end);
        const names = await sent(part);
        if (names) added += await takeIn(names, '');
        else part.forEach(({path}) => leave('broken', path));
        start = end;
    }
    for (const piece of told(unsent)) if (piece) await takeIn([], piece);
    say(`Of ${items.length} files in the folder ${some.length} were sent; documents added: ${added}.`);
}

// all files in what was dropped, with their paths
async function walk(entry, found) {
    const path = entry.fullPath.replace(/^\/+/, '');
    if (entry.isFile) {
        const file = await new Promise((done) => { entry.file(done, () => done(null)); });
        found.push({file: file || new File([], entry.name), path});
        return;
    }
    const reader = entry.createReader();
    for (;;) {
        const some = await new Promise((done) => { reader.readEntries(done, () => done([])); });
        if (!some.length) return;
        for (const one of some) await walk(one, found);
    }
}

element.addEventListener('change', ({target}) => {
    take([...target.files].map((file) => ({file, path: file.webkitRelativePath || file.name})));
    target.value = '';
});

document.addEventListener('drop', async (event) => {
    if (!event.target.closest?.('#drop')) return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.());
    if (!entries.some((entry) => entry?.isDirectory)) return; // files are Gradio's to take
    event.preventDefault();
    event.stopImmediatePropagation();
    const found = [];
    for (const entry of entries) if (entry) await walk(entry, found);
    await take(found);
}, true);
