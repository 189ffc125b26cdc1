/* A page of one screen: its tag comes with a click, goes with another, and comes again. */
function show() {
  var visit = document.createElement('care-visit');
  visit.setAttribute('hospital', 'renhe');
  visit.setAttribute('lang', 'zh-CN');
  document.getElementById('place').appendChild(visit);
  return visit;
}
function hide() {
  document.getElementById('place').innerHTML = '';
}
