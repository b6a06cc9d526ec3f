# Réplica. `make` without a target shows this list.
.PHONY: help run test check bench bench-country faults setup clean
.DEFAULT_GOAL := help

help:  ## Muestra esta lista
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run:  ## Prepara todo y abre el sitio (PORT y HOST cambian la dirección)
	@sh scripts/run.sh

test:  ## Prepara todo y ejecuta todas las pruebas (ARGS="tests/setup -k puerto" elige algunas)
	@sh scripts/test.sh $(ARGS)

check:  ## Revisa estilo, tipos y contenido
	@sh scripts/check.sh

bench:  ## Mide la velocidad y la compara con el límite
	@sh scripts/bench.sh

bench-country:  ## Carga un país inventado y mide cada página (20 min; ARGS="--people 20000" lo achica; COUNTRY_DIR lo conserva)
	@sh scripts/bench-country.sh $(ARGS)

faults:  ## Mata procesos, pulsa dos veces y altera el registro, por completo, y dice qué quedó (una hora)
	@sh scripts/faults.sh

setup:  ## Solo prepara el entorno de Python, traducciones y archivos estáticos
	@sh scripts/setup.sh run

clean:  ## Borra lo generado; conserva instance/, donde están los datos
	@sh scripts/clean.sh
