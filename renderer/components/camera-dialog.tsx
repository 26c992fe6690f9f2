import { Alert, Button, Flex, Modal, Typography } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './camera-dialog.css';

interface CameraDialogProps {
  /** why the last picture was not kept: said here, since the dialog covers its page */
  problem?: string | null;
  onPicture(picture: Blob): void;
  onClose(): void;
}

type Standing = 'opening' | 'ready' | 'denied' | 'none';

/** The camera's picture, and a button that takes it. Space or Enter takes, Esc ends; the camera goes off with the dialog. */
export function CameraDialog({ problem = null, onPicture, onClose }: CameraDialogProps) {
  const { t } = useTranslation('app');
  const video = useRef<HTMLVideoElement>(null);
  const takeButton = useRef<HTMLButtonElement>(null);
  const [standing, setStanding] = useState<Standing>('opening');
  const [taken, setTaken] = useState(0);

  useEffect(() => {
    let isWanted = true;
    let stream: MediaStream | null = null;
    async function open() {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'environment', width: { ideal: 3840 }, height: { ideal: 2160 } } });
        if (!isWanted) return stop();
        if (video.current) video.current.srcObject = stream;
        setStanding('ready');
      } catch (error) {
        if (isWanted) setStanding(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none');
      }
    }
    const stop = () => stream?.getTracks().forEach(track => track.stop());
    void open();
    return () => {
      isWanted = false;
      stop();
    };
  }, []);

  useEffect(() => { if (standing === 'ready') takeButton.current?.focus(); }, [standing]);

  function take() {
    const { current } = video;
    if (!current || current.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    canvas.width = current.videoWidth;
    canvas.height = current.videoHeight;
    canvas.getContext('2d')?.drawImage(current, 0, 0);
    canvas.toBlob(picture => {
      if (!picture) return;
      onPicture(picture);
      setTaken(before => before + 1);
    }, 'image/jpeg', 0.92);
  }

  return (
    <Modal
      open title={t('camera.title')} width={860} onCancel={onClose} mask={{ closable: false }}
      footer={[
        <Button key="close" onClick={onClose}>{t('camera.close')}</Button>,
        <Button key="take" ref={takeButton} type="primary" disabled={standing !== 'ready'} onClick={take}>{t('camera.take')}</Button>,
      ]}
    >
      <Flex vertical gap="small">
        {(standing === 'denied' || standing === 'none') && <Alert type="warning" showIcon role="alert" title={t(`camera.${standing}`)} />}
        {problem !== null && <Alert type="error" showIcon role="alert" title={problem} />}
        <video ref={video} className="camera__picture" autoPlay muted playsInline aria-label={t('camera.picture')} />
        <Typography.Text type="secondary" role="status">{taken > 0 ? t('camera.taken', { count: taken }) : t('camera.hint')}</Typography.Text>
      </Flex>
    </Modal>
  );
}
