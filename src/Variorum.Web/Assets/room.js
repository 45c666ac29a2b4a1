'use strict';
// "/" goes to the search, as in other reading places.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
  event.preventDefault();
  (document.getElementById('ask') ?? document.getElementById('seek'))?.focus();
});

// The list of more rooms goes away as it came: by Escape, or by whatever is chosen beside it.
const rooms = document.querySelector('.rooms');
document.addEventListener('click', event => { if (!rooms.contains(event.target)) rooms.open = false; });
rooms.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  rooms.open = false;
  rooms.querySelector('summary').focus();
});
