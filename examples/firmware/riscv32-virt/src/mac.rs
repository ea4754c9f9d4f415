//! QEMU's own Ethernet device, virtio-net.

use core::{
    cell::UnsafeCell,
    ptr::{self, NonNull},
    sync::atomic::{AtomicUsize, Ordering},
};

use emulated::{MAX_FRAME, Mac};
use static_cell::ConstStaticCell;
use virtio_drivers::{
    BufferDirection, Hal, PAGE_SIZE, PhysAddr, device::net::VirtIONetRaw, transport::mmio::MmioTransport,
};

/// The number of the device's interrupt: QEMU fills its eight places from the last one on.
pub(crate) const INTERRUPT: u16 = 8;
const BASE: usize = 0x1000_8000;
const REGISTERS: usize = 0x1000;

/// Of a queue: a frame and what stands before it, and a power of two.
const QUEUE: usize = 2;
/// The most bytes that stand before a frame.
const HEADER: usize = 12;
type Room = [u8; HEADER + MAX_FRAME];

pub(crate) struct Virtio {
    device: VirtIONetRaw<Memory, MmioTransport<'static>, QUEUE>,
    /// The device's while there is a number beside.
    incoming: &'static mut Room,
    receiving: Option<u16>,
    outgoing: &'static mut Room,
    sending: Option<(u16, usize)>,
}

impl Virtio {
    pub(crate) fn new() -> Self {
        static INCOMING: ConstStaticCell<Room> = ConstStaticCell::new([0; HEADER + MAX_FRAME]);
        static OUTGOING: ConstStaticCell<Room> = ConstStaticCell::new([0; HEADER + MAX_FRAME]);
        let base = NonNull::new(ptr::with_exposed_provenance_mut(BASE)).expect("it is not 0");
        // SAFETY: the device's registers are there, and nobody else uses them.
        let transport = unsafe { MmioTransport::new(base, REGISTERS) }.expect("QEMU is told to have it");
        let device = VirtIONetRaw::new(transport).expect("it is a network device");
        Self { device, incoming: INCOMING.take(), receiving: None, outgoing: OUTGOING.take(), sending: None }
    }
}

impl Mac for Virtio {
    fn address(&mut self) -> [u8; 6] {
        self.device.mac_address()
    }

    fn receive(&mut self, room: &mut [u8; MAX_FRAME]) -> Option<usize> {
        self.device.ack_interrupt();
        let mut len = None;
        if let Some(token) = self.receiving
            && self.device.poll_receive() == Some(token)
        {
            // SAFETY: the room is the one that the device was given, and is always here.
            let (header, frame) = unsafe { self.device.receive_complete(token, self.incoming) }.ok()?;
            self.receiving = None;
            room.get_mut(..frame)?.copy_from_slice(self.incoming.get(header..header + frame)?);
            len = Some(frame);
        }
        if self.receiving.is_none() {
            // SAFETY: nobody looks at the room before the device says that it is done.
            self.receiving = unsafe { self.device.receive_begin(self.incoming) }.ok();
        }
        len
    }

    fn can_send(&mut self) -> bool {
        if let Some((token, len)) = self.sending
            && self.device.poll_transmit() == Some(token)
        {
            // SAFETY: these are the bytes that the device was given, and they are always here.
            let _ = unsafe { self.device.transmit_complete(token, &self.outgoing[..len]) };
            self.sending = None;
        }
        self.sending.is_none()
    }

    fn send(&mut self, frame: &[u8]) {
        let Ok(header) = self.device.fill_buffer_header(self.outgoing) else { return };
        let len = header + frame.len();
        self.outgoing[header..len].copy_from_slice(frame);
        // SAFETY: nobody touches the bytes before the device says that it is done.
        self.sending = unsafe { self.device.transmit_begin(&self.outgoing[..len]) }.ok().map(|token| (token, len));
    }
}

/// Memory that the device shares: as many pages as two queues take, given once.
struct Memory;

const PAGES: usize = 8;

#[repr(align(4096))]
struct Pages(UnsafeCell<[[u8; PAGE_SIZE]; PAGES]>);

// SAFETY: each page is given to one owner.
unsafe impl Sync for Pages {}

// SAFETY: pages are aligned, zero, and given to one owner each. Addresses are the same on both sides.
unsafe impl Hal for Memory {
    fn dma_alloc(pages: usize, _: BufferDirection) -> (PhysAddr, NonNull<u8>) {
        static POOL: Pages = Pages(UnsafeCell::new([[0; PAGE_SIZE]; PAGES]));
        static GIVEN: AtomicUsize = AtomicUsize::new(0);
        let given = GIVEN.load(Ordering::Relaxed);
        GIVEN.store(given + pages, Ordering::Relaxed);
        if given + pages > PAGES {
            return (0, NonNull::dangling());
        }
        let page = POOL.0.get().cast::<[u8; PAGE_SIZE]>().wrapping_add(given).cast::<u8>();
        (page.expose_provenance() as PhysAddr, NonNull::new(page).unwrap_or(NonNull::dangling()))
    }

    unsafe fn dma_dealloc(_: PhysAddr, _: NonNull<u8>, _: usize) -> i32 {
        0
    }

    unsafe fn mmio_phys_to_virt(address: PhysAddr, _: usize) -> NonNull<u8> {
        NonNull::new(ptr::with_exposed_provenance_mut(address as usize)).unwrap_or(NonNull::dangling())
    }

    unsafe fn share(buffer: NonNull<[u8]>, _: BufferDirection) -> PhysAddr {
        buffer.as_ptr().expose_provenance() as PhysAddr
    }

    unsafe fn unshare(_: PhysAddr, _: NonNull<[u8]>, _: BufferDirection) {}
}
