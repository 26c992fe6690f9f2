export function readQr(picture: Uint8Array | number[][]): Promise<string[]>;
