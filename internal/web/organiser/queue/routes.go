package queue

import "jema/internal/web/page"

// Routes lists the pages of the queue.
func Routes(k *page.Kit) []page.Route {
	queues := Queues{k}
	return []page.Route{
		page.Get(Path, page.Organiser, queues.show),
		page.Post(Path+"/publication", page.Organiser, queues.publish),
		page.Post(Path+"/attribution", page.Organiser, queues.assign),
	}
}
