// The list of documents: its order, its types of file, its pages, and those that are marked.
function marked() {
    return [...element.querySelectorAll('[data-mark]:checked')].map((box) => box.dataset.mark);
}

function count() {
    const button = element.querySelector('[data-remove-marked]');
    const number = marked().length;
    if (!button) return;
    button.disabled = !number;
    button.textContent = number ? `Remove those marked (${number})` : 'Remove those marked';
}

element.addEventListener('change', ({target}) => {
    if (target.matches('[data-order]')) trigger('arrange', {order: target.value});
    if (target.matches('[data-mark-all]')) {
        for (const box of element.querySelectorAll('[data-mark]')) box.checked = target.checked;
    }
    count();
});

element.addEventListener('click', ({target}) => {
    const button = target.closest('button');
    if (!button) return;
    const {type, page} = button.dataset;
    if (type !== undefined) trigger('arrange', {type: type ? `.${type}` : 'all'});
    else if (page) {
        trigger('arrange', {page});
        element.querySelector('ul.documents')?.scrollTo(0, 0);
    } else if ('removeMarked' in button.dataset) {
        trigger('remove_marked', {documents: marked().join(' ')});
        requestAnimationFrame(() => document.getElementById('sure')?.scrollIntoView({block: 'nearest'}));
    }
});

// what another page or another process has changed is looked for while somebody sees the list
setInterval(() => {
    if (!document.hidden && element.getClientRects().length) trigger('look', {});
}, 5000);

// requests can come to the server in another order than they were sent, so that the list is of
// words that no longer stand in the box
let late, mended;
watch('value', () => {
    clearTimeout(late);
    late = setTimeout(() => {
        const {words} = element.querySelector('.list-head')?.dataset ?? {};
        const wanted = document.querySelector('#list-words input, #list-words textarea')?.value;
        if (words === undefined || wanted === undefined || words === wanted) mended = undefined;
        else if (mended !== wanted) {
            mended = wanted;
            trigger('list_again', {});
        }
    }, 500);
});
