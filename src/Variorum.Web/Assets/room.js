'use strict';
// "/" goes to the search, as in other reading places.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
  event.preventDefault();
  (document.getElementById('ask') ?? document.getElementById('seek'))?.focus();
});
