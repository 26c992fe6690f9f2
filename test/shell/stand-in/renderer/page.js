// Shows what came through the port, so that a test can read it.
const said = document.querySelector('output');
let ports = 0;

window.addEventListener('message', ({ data, ports: [port], source }) => {
  if (source !== window || data?.type !== 'branch-port') return;
  ports += 1;
  said.dataset.ports = String(ports);
  said.dataset.line = 'open';
  port.addEventListener('message', ({ data: answer }) => {
    said.dataset.processId = String(answer.processId);
    said.textContent = `${answer.kind} ${String(answer.heard.text)} ${answer.heard.bytes.length}`;
  });
  port.addEventListener('close', () => { said.dataset.line = 'closed'; });
  port.start();
  port.postMessage({ text: '网点', bytes: new Uint8Array([1, 2, 3]) });
});

window.addEventListener('keydown', ({ key, ctrlKey, altKey }) => {
  said.dataset.key = `${ctrlKey ? 'Ctrl+' : ''}${altKey ? 'Alt+' : ''}${key}`;
});
document.querySelector('#hall').addEventListener('click', () => window.branchDesk.openHallDisplay());
document.querySelector('#port').addEventListener('click', () => window.branchDesk.requestPort());
