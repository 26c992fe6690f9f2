import { useEffect, useRef, useState } from 'react';
import type { ComplaintPhoto } from '../../shared/complaints.ts';
import { useBranch } from '../hooks/branch-client.tsx';

/** Photos for a paper, fetched when it is printed, each after its entry of the log; let go with the page. */
export function usePhotoUrls() {
  const { client } = useBranch();
  const [urls, setUrls] = useState<readonly { title: string; url: string; sha256: string }[]>([]);
  const made = useRef<string[]>([]);
  useEffect(() => () => made.current.forEach(url => URL.revokeObjectURL(url)), []);
  return {
    urls,
    async load(photos: readonly ComplaintPhoto[]): Promise<void> {
      const loaded: { title: string; url: string; sha256: string }[] = [];
      for (const { id, title, sha256 } of photos) {
        const url = URL.createObjectURL(await client.complaints.photo({ photoId: id, as: 'page' }));
        made.current.push(url);
        await decoded(url);
        loaded.push({ title, url, sha256 });
      }
      setUrls(loaded);
    },
  };
}

/** A picture that is not decoded yet would be printed as a white place. */
async function decoded(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  await image.decode();
}
