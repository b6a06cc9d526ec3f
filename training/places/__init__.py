"""Places: the departments of Peru and the health authorities on which a trainer's scope hangs."""
