() => {
  // Marks the evidence of the sentence that is pointed at or tabbed to; opens the story that a link or a chart names.
  if (window.evidenceListens) return;
  window.evidenceListens = true;

  const reveal = (pane, mark) => {
    const dy = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (dy < 0 || dy > pane.clientHeight - 40) pane.scrollTop += dy - pane.clientHeight / 3;
  };
  const light = (story, key, how) => {
    story.querySelectorAll('.lit').forEach((lit) => lit.classList.remove('lit'));
    story.querySelectorAll('.sentence').forEach((s) => s.classList.toggle('lit', s.dataset.key === key));
    const marks = [...story.querySelectorAll('mark')].filter((m) => m.dataset.for.split(' ').includes(key));
    marks.forEach((mark) => mark.classList.add('lit'));
    const pane = story.querySelector('.sources');
    if (marks.length && pane && story.querySelector('details.more').open) reveal(pane, marks[0]);
    const line = story.querySelector('.how');
    if (line && how && line.textContent !== how) line.textContent = how;
  };
  const sentenceAt = (target) => (target instanceof Element ? target.closest('.sentence') : null);
  const attend = (event) => {
    const sentence = sentenceAt(event.target);
    if (!sentence) return;
    const cite = sentence.querySelector('.cite');
    light(sentence.closest('.story'), sentence.dataset.key, `${cite.ariaLabel || cite.getAttribute('aria-label')}.`);
  };
  document.addEventListener('mouseover', attend);
  document.addEventListener('focusin', attend);

  const open = (id) => {
    const story = document.getElementById(id);
    if (!story) return;
    story.querySelector('details.more').open = true;
    story.scrollIntoView({ block: 'start' });
    story.querySelector('summary').focus({ preventScroll: true });
  };
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest('a.open');
    if (link) { event.preventDefault(); open(link.dataset.open); return; }
    const cite = event.target.closest('.cite');
    if (cite) { cite.closest('.story').querySelector('details.more').open = true; attend(event); }
  });
  // Plotly draws later and anew: listen on each chart once.
  new MutationObserver(() => {
    // Gradio labels an empty plot without saying what it is, and screen readers then pass over the label.
    document.querySelectorAll('.empty[aria-label]:not([role])').forEach((blank) => blank.setAttribute('role', 'img'));
    // Nor does it say whether what a button opens is open.
    document.querySelectorAll('button.label-wrap').forEach((fold) => {
      const open = String(fold.classList.contains('open'));
      if (fold.ariaExpanded !== open) fold.ariaExpanded = open;
    });
    document.querySelectorAll('.js-plotly-plot').forEach((chart) => {
      if (chart.dataset.listens || typeof chart.on !== 'function') return;
      chart.dataset.listens = 'yes';
      chart.on('plotly_click', (data) => {
        const id = data.points[0] && data.points[0].customdata;
        if (id) open(String(Array.isArray(id) ? id[0] : id));
      });
    });
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['class'] });
}
