// A leaded panel against the light, and its colours on the table.
#include "studio.inc"
Ground(srgb <0.86, 0.81, 0.73>)
light_source { <-38, 62, 74> color srgb <1.0, 0.96, 0.88> * 1.35
  area_light x * 9, z * 9, 4, 4 adaptive 0 jitter circular orient fade_distance 110 fade_power 2 }
light_source { <-70, 60, -60> color srgb <1.0, 0.96, 0.90> * 0.32
  area_light x * 40, z * 40, 4, 4 adaptive 0 jitter circular orient fade_distance 110 fade_power 2 }
box { <-90, -40, 0>, <90, 70, 1> translate z * 96 pigment { color srgb <0.97, 0.93, 0.85> }
  finish { ambient 0 diffuse 0.2 emission 0.42 } no_shadow }
light_source { <60, 50, -50> color srgb <0.93, 0.85, 0.74> * 0.10 shadowless }
background { color srgb <0.5, 0.47, 0.43> }
Eye(<13, 25, -58>, <1.5, 10.2, -2>, 36, <0, 12, 0>, 0.9)

#declare S = seed(26281);
#macro Pane(Colour)
texture {
  pigment { bozo scale <1.2, 2.6, 1.2> warp { turbulence 0.5 }
    color_map { [0 color Colour * <1, 1, 1, 1, 1>] [1 color rgbf <Colour.red * 0.8 + 0.1, Colour.green * 0.8 + 0.1, Colour.blue * 0.8 + 0.1, 0.9>] } }
  normal { average normal_map { [2 bumps 0.22 scale 0.9] [1 bumps 0.30 scale <0.25, 1.2, 0.25>] } }
  finish { diffuse 0.22 ambient 0 specular 0.8 roughness 0.002 reflection { 0.02, 0.30 } }
}
#end
#declare Tint = array[7] {
  srgb <0.06, 0.50, 0.58>, srgb <0.90, 0.62, 0.14>, srgb <0.70, 0.13, 0.12>,
  srgb <0.80, 0.87, 0.78>, srgb <0.22, 0.34, 0.66>, srgb <0.44, 0.62, 0.24>, srgb <0.93, 0.88, 0.74> }
#declare Lead = texture {
  pigment { granite scale 1.5 color_map { [0 color srgb <0.21, 0.21, 0.215>] [1 color srgb <0.36, 0.355, 0.35>] } }
  normal { granite 0.18 scale 0.9 }
  finish { diffuse 0.5 ambient 0 metallic specular 0.35 roughness 0.05 reflection { 0.05 } }
}
#macro Came(A, B)
  sphere_sweep { linear_spline 2, A, 0.24, B, 0.24 scale <1, 1, 1> texture { Lead } }
#end
#macro Joint(P)
  sphere { 0, 0.40 scale <1, 1, 0.8> translate P texture { Lead } }
#end
// A rose of twelve petals in three rings, within a square of quarries.
#macro Polar(R, A) <R * cos(radians(A)), R * sin(radians(A)), 0> #end
#macro Tri(A, B, C, Col)
  prism { linear_sweep linear_spline -0.12, 0.12, 4, <A.x, A.y>, <B.x, B.y>, <C.x, C.y>, <A.x, A.y> rotate x * -90 scale <1, 1, -1> Pane(Col) } #end
#macro Quarry(A, B, C, D, Col)
  prism { linear_sweep linear_spline -0.12, 0.12, 5, <A.x, A.y>, <B.x, B.y>, <C.x, C.y>, <D.x, D.y>, <A.x, A.y> rotate x * -90 scale <1, 1, -1> Pane(Col) } #end
#macro Shade(I, F)
  #local C = Tint[I];
  #local K = 0.85 + 0.3 * rand(S);
  rgbf <min(1, C.red * K), min(1, C.green * K), min(1, C.blue * K), F> #end
union {
  #declare R1 = 3.0; #declare R2 = 6.4; #declare R3 = 9.6; #declare H = 11.5;
  #for (I, 0, 11)
    #local A = I * 30; #local B = A + 30; #local M = A + 15;
    Tri(<0, 0, 0>, Polar(R1, A), Polar(R1, B), Shade((mod(I, 2) = 0 ? 1 : 6), 0.86))
    Tri(Polar(R1, A), Polar(R2, M), Polar(R1, B), Shade(2, 0.86))
    Quarry(Polar(R1, A), Polar(R2, A - 15), Polar(R3, A), Polar(R2, A + 15), Shade((mod(I, 2) = 0 ? 0 : 4), 0.88))
    Tri(Polar(R3, A), Polar(R2, M), Polar(R3, B), Shade((mod(I, 3) = 0 ? 5 : 3), 0.88))
    Came(Polar(0.2, A), Polar(R1, A)) Came(Polar(R1, A), Polar(R1, B))
    Came(Polar(R1, A), Polar(R2, M)) Came(Polar(R1, B), Polar(R2, M))
    Came(Polar(R2, M), Polar(R3, A)) Came(Polar(R2, M), Polar(R3, B)) Came(Polar(R3, A), Polar(R3, B))
    Joint(Polar(R1, A)) Joint(Polar(R2, M)) Joint(Polar(R3, A))
  #end
  Joint(<0, 0, 0>)
  // the corners
  #for (Q, 0, 3)
    union {
      #local C = <H, H, 0>;
      Quarry(Polar(R3, 30), <H, Polar(R3, 30).y, 0>, C, Polar(R3, 60), Shade(3, 0.9))
      Tri(Polar(R3, 60), C, <Polar(R3, 60).x, H, 0>, Shade(6, 0.9))
      Quarry(Polar(R3, 0), <H, 0, 0>, <H, Polar(R3, 30).y, 0>, Polar(R3, 30), Shade(6, 0.9))
      Quarry(Polar(R3, 60), <Polar(R3, 60).x, H, 0>, <0, H, 0>, Polar(R3, 90), Shade(3, 0.9))
      Came(Polar(R3, 30), <H, Polar(R3, 30).y, 0>) Came(Polar(R3, 60), C) Came(Polar(R3, 60), <Polar(R3, 60).x, H, 0>)
      Came(Polar(R3, 0), <H, 0, 0>) Came(<H, 0, 0>, C) Came(C, <0, H, 0>)
      Joint(C)
      rotate z * Q * 90
    }
  #end
  translate y * (H + 0.3)
  rotate x * 9 rotate y * 14
}
// a glass cutter's offcuts
#for (I, 0, 3)
  prism { linear_sweep linear_spline 0, 0.25, 4, <0, 0>, <1.9 + rand(S), 0.3>, <0.8, 1.4 + rand(S)>, <0, 0>
    Pane(Shade(I, 0.86)) rotate y * rand(S) * 360 translate <9 + I * 2.4 - 4 * rand(S), 0.02, -12 - 3.5 * rand(S)> }
#end
