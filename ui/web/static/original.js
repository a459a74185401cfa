// The dialog with the original of a source; the HTML in it is written by ui/render/original.py.
// A browser keeps the focus within a dialog, closes it on Escape, and gives the focus back.
const dialog = document.createElement('dialog');
dialog.className = 'original';
dialog.setAttribute('aria-labelledby', 'original-title');
(element.closest('.gradio-container') || document.body).append(dialog);
let larger = innerWidth < 640; // letters of a page as wide as a telephone are too small to read
let turned = ''; // which button was used last, to be given the focus again
let asked; // what is shown, as the data of the button that asked for it
let opened = () => {}; // gives the button its words back that says that something is opened

function ask(data) {
    asked = {...data};
    const {original, start, end, page, before, after, whole} = data;
    const wide = larger ? 1600 : Math.round(Math.min(innerWidth, 900) * devicePixelRatio);
    const what = {document: original, start, end, width: String(Math.min(Math.max(wide, 800), 1600))};
    for (const [name, value] of Object.entries({page, before, after, whole})) {
        if (value) what[name] = value;
    }
    trigger('open_original', what);
}

function enlarge() {
    dialog.classList.toggle('larger', larger);
    const button = dialog.querySelector('[data-larger]');
    button?.setAttribute('aria-pressed', String(larger));
    dialog.querySelector('.sheet')?.style.removeProperty('width');
}

// the box around all that is lit, in pixels of the window
function around(lit) {
    const boxes = lit.map((one) => one.getBoundingClientRect());
    const [left, top] = ['left', 'top'].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ['right', 'bottom'].map(
        (side) => Math.max(...boxes.map((box) => box[side])));
    return {left, top, right, bottom, width: right - left, height: bottom - top, first: boxes[0]};
}

// on a telephone a page is as large as it can be with the whole sentence in view, and be read
function fit(paper, lit) {
    const sheet = dialog.querySelector('.sheet');
    if (!sheet || !larger || innerWidth >= 640) return;
    const share = around(lit).width / sheet.getBoundingClientRect().width;
    const width = Math.min(Math.max((paper.clientWidth - 24) / share, 480), 720);
    sheet.style.width = `${width}px`;
}

// what is lit stands in the middle of the paper; where it is larger than that, its beginning does
function light() {
    const paper = dialog.querySelector('.paper');
    const lit = [...dialog.querySelectorAll('.lit')];
    if (!lit.length) {
        paper?.scrollTo(0, 0);
        return;
    }
    fit(paper, lit);
    const [frame, box] = [paper.getBoundingClientRect(), around(lit)];
    let across = box.left - frame.left - Math.max((paper.clientWidth - box.width) / 2, 12);
    const begun = box.first.left + Math.min(box.first.width, paper.clientWidth - 24);
    across = Math.max(across, begun + 12 - frame.left - paper.clientWidth);
    paper.scrollBy(across, box.top - frame.top - Math.max((paper.clientHeight - box.height) / 2, 12));
}

document.addEventListener('pincite-original', ({detail: button}) => {
    turned = '';
    opened();
    const words = button.textContent;
    button.textContent = 'Opening …'; // a page may take seconds to draw
    opened = () => { button.textContent = words; };
    setTimeout(opened, 30000); // if nothing comes, as of a connexion that is lost
    ask(button.dataset);
});

dialog.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (event.target === dialog || button?.dataset.close !== undefined) dialog.close();
    else if (button?.dataset.larger !== undefined) {
        larger = !larger;
        enlarge();
        light();
        turned = 'larger';
        if (larger) ask(asked); // with more points
    } else if (button?.dataset.original) {
        turned = button.dataset.turn || '';
        dialog.setAttribute('aria-busy', 'true');
        ask(button.dataset);
    }
});

dialog.addEventListener('close', () => dialog.replaceChildren());

watch('value', () => {
    const view = element.querySelector('.original-view');
    if (!view) return;
    const paper = dialog.open && dialog.querySelector('.paper.words');
    opened();
    opened = () => {};
    const below = paper ? paper.scrollHeight - paper.scrollTop : 0;
    dialog.removeAttribute('aria-busy');
    dialog.replaceChildren(view);
    if (!dialog.open) dialog.showModal();
    enlarge();
    const words = dialog.querySelector('.paper.words');
    if (words && paper && turned === 'before') words.scrollTop = words.scrollHeight - below;
    else if (words && paper && turned === 'after') words.scrollTop = paper.scrollTop;
    else light();
    const again = turned === 'larger' ? dialog.querySelector('[data-larger]')
        : turned && dialog.querySelector(`[data-turn="${turned}"]:not([disabled])`);
    (again || dialog.querySelector('.paper') || dialog.querySelector('[data-close]'))
        ?.focus({preventScroll: true});
    trigger('original_shown', {});
});
