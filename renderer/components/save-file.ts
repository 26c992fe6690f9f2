/** Hands a file to the browser, which asks or saves as it is set to. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  // The browser has taken it once the click's task is over.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
