// Shows what the house tells a browser that is closed, and opens what it is about. It keeps no page.
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const told = event.data.json();
  event.waitUntil(self.registration.showNotification(told.title, {
    body: told.text,
    lang: told.language,
    tag: told.tag,
    icon: "/icons/192.png",
    data: told.address,
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data, self.location.origin)));
});

const open = async (address) => {
  if (address.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const same = windows.find((each) => new URL(each.url).pathname === address.pathname);
  if (!same) return self.clients.openWindow(address.href);
  const shown = await same.focus();
  shown.postMessage({ show: address.href });
};
