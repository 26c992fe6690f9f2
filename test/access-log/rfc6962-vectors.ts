// The reference vectors of the Certificate Transparency project (github.com/transparency-dev/merkle, proof/verify_test.go and
// rfc6962/rfc6962_test.go, formerly google/certificate-transparency-go). Leaves are counted from 0 here, from 1 there.

export const leafVectors = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];

/** roots of the first leaf, the first two, … all eight */
export const rootVectors = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const a = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const b = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const c = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const d = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const e = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const f = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const g = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';

export const inclusionVectors = [
  { leaf: 0, size: 1, proof: [] },
  { leaf: 0, size: 8, proof: [a, b, c] },
  { leaf: 5, size: 8, proof: [d, e, rootVectors[3]!] },
  { leaf: 2, size: 3, proof: [rootVectors[1]!] },
  { leaf: 1, size: 5, proof: [rootVectors[0]!, b, d] },
];

export const consistencyVectors = [
  { oldSize: 1, newSize: 1, proof: [] },
  { oldSize: 1, newSize: 8, proof: [a, b, c] },
  { oldSize: 6, newSize: 8, proof: [f, e, rootVectors[3]!] },
  { oldSize: 2, newSize: 5, proof: [b, d] },
  { oldSize: 6, newSize: 7, proof: [f, g, rootVectors[3]!] },
];
